namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>What a run cost.</summary>
internal sealed record ParserCost
{
    /// <summary>Pages that were answered.</summary>
    public required int Pages { get; init; }

    /// <summary>Processor seconds, children included.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Bytes allocated in this process.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Pages in a processor second.</summary>
    public double PagesPerCpuSecond => Pages / CpuSeconds;

    /// <summary>Kilobytes allocated per page.</summary>
    public double KilobytesPerPage => AllocatedBytes / 1024.0 / Pages;
}
