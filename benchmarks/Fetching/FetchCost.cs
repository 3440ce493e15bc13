namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>What a round cost this process.</summary>
/// <param name="Pages">Pages that came in.</param>
/// <param name="CpuSeconds">Processor seconds, user and system.</param>
/// <param name="AllocatedBytes">Bytes allocated.</param>
internal sealed record FetchCost(int Pages, double CpuSeconds, long AllocatedBytes)
{
    /// <summary>Pages in a processor second.</summary>
    public double PagesPerCpuSecond => Pages / CpuSeconds;

    /// <summary>Kilobytes allocated per page.</summary>
    public double KilobytesPerPage => AllocatedBytes / 1024.0 / Pages;

    /// <summary>Runs a round and measures it.</summary>
    public static async Task<FetchCost> OfAsync(Func<IReadOnlyList<string>, Task> round, IReadOnlyList<string> urls)
    {
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await round(urls);
        return new FetchCost(urls.Count, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated);
    }
}
