namespace AsyncCrawler.Scope;

/// <summary>One opinion on what is wanted; pure and thread-safe.</summary>
public interface IScopeRule
{
    /// <summary>The rule in one line, as it is shown to the user.</summary>
    string Description { get; }

    /// <summary>Judges a URL.</summary>
    /// <param name="candidate">The URL, and how it was found.</param>
    /// <returns>The opinion.</returns>
    ScopeOpinion Judge(ScopeCandidate candidate);
}
