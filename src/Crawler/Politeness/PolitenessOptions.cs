using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Politeness;

/// <summary>How often a host may be asked.</summary>
public sealed class PolitenessOptions
{
    /// <summary>Least time between two fetches from one host: from the end of one to the begin of the next, or between their begins where several may run at once. Default 1 s.</summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most fetches from one host at once. Default 1.</summary>
    [Range(1, 1024)]
    public int MaxInFlightPerHost { get; set; } = 1;

    /// <summary>Most fetches at once from all hosts of one address together; never less than from one host. Default 8.</summary>
    // Thousands of names may be one machine, or a network with room for many: between BUbiNG's one and a browser's.
    [Range(1, 1024)]
    public int MaxInFlightPerAddress { get; set; } = 8;

    /// <summary>
    /// Longest time between two fetches from a host that answers 429 or 503, or not in time: each such answer doubles the time,
    /// each other one shortens it again, down to <see cref="Delay"/>. Default 1 min.
    /// </summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan MaxBackoffDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether robots.txt is obeyed (RFC 9309). Default yes. When it is not, it is not even asked for.</summary>
    public Obedience Robots { get; set; }

    /// <summary>Whether links are left alone that a page asks not to follow: <c>rel=nofollow</c>, <c>meta[name=robots]</c>, X-Robots-Tag. Default yes.</summary>
    public Obedience NoFollow { get; set; }

    /// <summary>Pause after a server failed to answer for its robots.txt; it doubles with each further failure, up to 1 h. Default 1 min.</summary>
    // Shorter than what a search engine takes, because a crawl waits for it; Retry-After has the last word.
    [TimeRange("00:00:00.001", "01:00:00")]
    public TimeSpan RobotsRetryDelay { get; set; } = TimeSpan.FromMinutes(1);
}
