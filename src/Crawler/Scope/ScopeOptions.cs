namespace AsyncCrawler.Scope;

/// <summary>What the user wants of the web.</summary>
public sealed class ScopeOptions
{
    /// <summary>How far from a seed its pages may lie. Default: its host.</summary>
    public ScopeMode Mode { get; set; } = ScopeMode.Host;

    /// <summary>Opinions on single URLs, in order; the last one that matches wins, also over <see cref="Mode"/>.</summary>
    public IList<ScopePattern> Patterns { get; } = [];
}
