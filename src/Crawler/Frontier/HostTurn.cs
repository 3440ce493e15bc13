namespace AsyncCrawler.Frontier;

/// <summary>What was leased from a host when its turn came.</summary>
internal sealed record HostTurn
{
    /// <summary>What is to be fetched, or completed at once where robots.txt refuses it.</summary>
    public required IReadOnlyList<FrontierLease> Leases { get; init; }

    /// <summary>Sitemaps that would lead to nothing any more, as the page limit is reached: to be closed.</summary>
    public IReadOnlyList<FrontierLease> Useless { get; init; } = [];

    /// <summary>Sitemaps that the host's robots.txt names: to be admitted.</summary>
    public IReadOnlyList<FrontierItem> NamedSitemaps { get; init; } = [];
}
