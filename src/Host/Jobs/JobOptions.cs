using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Host.Jobs;

/// <summary>What the jobs of a service may cost.</summary>
internal sealed class JobOptions
{
    /// <summary>Crawls that run at the same time; the others wait in their order. Default 4.</summary>
    [Range(1, 256)]
    public int MaxParallel { get; set; } = 4;

    /// <summary>Most pages of one job; what a request may ask for. Default 1,000,000.</summary>
    [Range(1, long.MaxValue)]
    public long MaxPages { get; set; } = 1_000_000;

    /// <summary>Most seeds of one job. Default 10,000: some 500 kB of URLs.</summary>
    [Range(1, 1_000_000)]
    public int MaxSeeds { get; set; } = 10_000;

    /// <summary>Most fetches in flight of one job. Default 128.</summary>
    [Range(1, 4_096)]
    public int MaxConcurrency { get; set; } = 128;

    /// <summary>Most fetches in flight per host that a request may ask for. Default 8.</summary>
    [Range(1, 1_024)]
    public int MaxPerHost { get; set; } = 8;

    /// <summary>Shortest time between two fetches from one host that a request may ask for. Default 0: whoever may create crawls may say how fast.</summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan MinDelay { get; set; } = TimeSpan.Zero;

    /// <summary>Jobs that are open at the same time, those included that wait or are paused; more are refused. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxOpen { get; set; } = 1_000;

    /// <summary>After what time it is looked whether what broke is mended; it doubles each time in vain, up to a minute. Default 5 s.</summary>
    [TimeRange("00:00:00.010", "00:01:00")]
    public TimeSpan RecoveryPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Free bytes of the data disk below which it counts as full. Default 64 MiB.</summary>
    // Some hundred thousand page records, and the write-ahead logs of several frontiers.
    [Range(0, long.MaxValue)]
    public long MinFreeBytes { get; set; } = 64L * 1024 * 1024;
}
