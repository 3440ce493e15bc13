using AsyncCrawler.Frontier;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Api;

/// <summary>A host of a crawl.</summary>
internal sealed record HostView
{
    /// <summary>Scheme, host and port.</summary>
    public required string Host { get; init; }

    public required long Pages { get; init; }

    public required long Failed { get; init; }

    /// <summary>URLs that wait; 0 when the crawl is not under way.</summary>
    public long Waiting { get; init; }

    /// <summary>Fetches under way.</summary>
    public int UnderWay { get; init; }

    /// <summary>Seconds between two fetches; null when the crawl is not under way.</summary>
    public double? Delay { get; init; }

    /// <summary>When the host may be asked next; null when nothing waits, or the crawl is not under way.</summary>
    public DateTimeOffset? NextFetchAt { get; init; }

    /// <summary>What the summary knows of a host, and how the crawl stands with it.</summary>
    /// <param name="host">The counts.</param>
    /// <param name="state">Null when the crawl is not under way, or the host not in its memory.</param>
    public static HostView Of(CrawlSummaryHost host, HostState? state) => new()
    {
        Host = host.Host,
        Pages = host.Pages,
        Failed = host.Failures,
        Waiting = state?.Waiting ?? 0,
        UnderWay = state?.UnderWay ?? 0,
        Delay = state?.Delay.TotalSeconds,
        NextFetchAt = state?.NextAt,
    };
}
