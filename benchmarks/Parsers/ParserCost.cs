namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>What a run cost.</summary>
internal sealed record ParserCost
{
    /// <summary>Pages that were answered.</summary>
    public required int Pages { get; init; }

    /// <summary>Processor seconds, children included.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Of these, the seconds of children that run.</summary>
    public double ChildCpuSeconds { get; init; }

    /// <summary>Bytes allocated in this process.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Pages in a processor second.</summary>
    public double PagesPerCpuSecond => Pages / CpuSeconds;

    /// <summary>Processor microseconds per page in this process.</summary>
    public double OwnMicrosecondsPerPage => (CpuSeconds - ChildCpuSeconds) * 1_000_000 / Pages;

    /// <summary>Processor microseconds per page in the children.</summary>
    public double ChildMicrosecondsPerPage => ChildCpuSeconds * 1_000_000 / Pages;

    /// <summary>Kilobytes allocated per page.</summary>
    public double KilobytesPerPage => AllocatedBytes / 1024.0 / Pages;

    /// <summary>The run of the middle pace.</summary>
    /// <param name="runs">An odd number of runs of the same.</param>
    public static ParserCost MedianOf(IReadOnlyList<ParserCost> runs) => runs.OrderBy(run => run.PagesPerCpuSecond).ElementAt(runs.Count / 2);
}
