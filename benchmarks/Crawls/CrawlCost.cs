namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>What a crawl cost.</summary>
/// <param name="Pages">Pages that came in, each asked for once.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor seconds of this process and its children, user and system.</param>
/// <param name="AllocatedBytes">Bytes allocated in this process.</param>
internal sealed record CrawlCost(int Pages, double Seconds, double CpuSeconds, long AllocatedBytes)
{
    /// <summary>Pages in a second.</summary>
    public double PagesPerSecond => Pages / Seconds;

    /// <summary>Processor microseconds per page.</summary>
    public double MicrosecondsPerPage => CpuSeconds * 1_000_000 / Pages;

    /// <summary>Kilobytes allocated per page.</summary>
    public double KilobytesPerPage => AllocatedBytes / 1024.0 / Pages;
}
