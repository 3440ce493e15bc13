namespace AsyncCrawler.Scope;

/// <summary>What the user wants of the web.</summary>
public sealed class ScopeOptions
{
    /// <summary>How far from a seed its pages may lie. Default: its host.</summary>
    public ScopeMode Mode { get; set; } = ScopeMode.Host;

    /// <summary>Opinions on single URLs, in order; the last one that matches wins, also over <see cref="Mode"/>.</summary>
    public IList<ScopePattern> Patterns { get; } = [];

    /// <summary>When a site is taken for endless.</summary>
    public TrapOptions Traps { get; } = new();

    /// <summary>
    /// True when the query parameters that only tell where a visitor came from, <c>utm_source</c> and the like, are taken off every
    /// URL before it is looked at. Default no, because a server may give them a meaning. The summary counts the URLs.
    /// </summary>
    public bool DropsTracking { get; set; }

    /// <summary>Names of more query parameters that are taken off; a star at the end of one stands for any rest. Default none.</summary>
    public IList<string> DroppedParameters { get; } = [];
}
