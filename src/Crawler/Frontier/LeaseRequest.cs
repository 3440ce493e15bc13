using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What is asked of a store when a host may be fetched from.</summary>
public sealed record LeaseRequest
{
    /// <summary>The host.</summary>
    public required HostKey Host { get; init; }

    /// <summary>Most leases to give; at least 1.</summary>
    public required int Max { get; init; }

    /// <summary>The time of asking: items that wait for a later time are not given.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the leases end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>False when the page limit is reached: then only images, and pages that were tried before, are given.</summary>
    public bool IncludesNewPages { get; init; } = true;
}
