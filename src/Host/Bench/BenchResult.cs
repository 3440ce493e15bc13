namespace AsyncCrawler.Host.Bench;

/// <summary>What one rung cost, from the start of its processes to their exit.</summary>
internal sealed record BenchResult
{
    /// <summary>What the rung is.</summary>
    public required string Name { get; init; }

    /// <summary>Pages that were taken, each once.</summary>
    public required long Pages { get; init; }

    /// <summary>Requests that the site answered meanwhile, robots.txt included.</summary>
    public required long Requests { get; init; }

    /// <summary>From start to exit, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Pages per second.</summary>
    public double PagesPerSecond => Pages / Seconds;

    /// <summary>Megabytes of bodies per second.</summary>
    public required double MegabytesPerSecond { get; init; }

    /// <summary>Processor time of the processes and their children for a page, user and system, in microseconds; null where the system does not tell.</summary>
    public required double? CpuMicrosecondsPerPage { get; init; }

    /// <summary>The largest sum of the resident memory of the processes and their children, in megabytes, looked at 50 times a second; null where the system does not tell.</summary>
    public required double? PeakMegabytes { get; init; }

    /// <summary>Pages per second against the rung before; null for the first.</summary>
    public double? SpeedAgainstRungBefore { get; init; }

    /// <summary>Processor time for a page against the rung before; null for the first, and where the system does not tell.</summary>
    public double? CpuAgainstRungBefore { get; init; }

    /// <summary>This result beside the one of the rung before.</summary>
    public BenchResult After(BenchResult? before) => before is null ? this : this with
    {
        SpeedAgainstRungBefore = PagesPerSecond / before.PagesPerSecond,
        CpuAgainstRungBefore = CpuMicrosecondsPerPage / before.CpuMicrosecondsPerPage,
    };
}
