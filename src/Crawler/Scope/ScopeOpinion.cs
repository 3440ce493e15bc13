namespace AsyncCrawler.Scope;

/// <summary>What a rule thinks of a URL.</summary>
public enum ScopeOpinion
{
    /// <summary>Nothing: the rules before it decide.</summary>
    None,

    /// <summary>In scope.</summary>
    Include,

    /// <summary>Out of scope.</summary>
    Exclude,
}
