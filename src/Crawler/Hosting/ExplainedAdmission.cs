namespace AsyncCrawler.Hosting;

/// <summary>Whether a URL may enter the frontier.</summary>
/// <param name="IsAdmitted">True when it may.</param>
/// <param name="Refusal">Why not, as the summary counts it (<see cref="Frontier.AdmissionRefusal"/>); null when it may.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Root">The URL by which its scope was judged.</param>
/// <param name="Depth">The links from the seed with which it was judged.</param>
public sealed record ExplainedAdmission(bool IsAdmitted, string? Refusal, string Rule, string Root, int Depth);
