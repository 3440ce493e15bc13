namespace AsyncCrawler.Frontier;

/// <summary>The answer of <see cref="UrlAdmission"/>.</summary>
/// <param name="Refusal">Why not; <see cref="AdmissionRefusal.None"/> when it is admitted.</param>
/// <param name="Rule">The rule that decided, in words.</param>
public readonly record struct AdmissionDecision(AdmissionRefusal Refusal, string Rule)
{
    /// <summary>True when the URL may enter the frontier.</summary>
    public bool IsAdmitted => Refusal == AdmissionRefusal.None;
}
