using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Tests.Cli;

/// <summary>Summaries for tests.</summary>
internal static class Summaries
{
    public static CrawlSummaryTotals Totals(long pages = 0, long images = 0, long seedFailures = 0) => new()
    {
        Finished = pages + images,
        Pages = pages,
        Images = images,
        Failures = 0,
        SeedFailures = seedFailures,
        Bytes = 0,
        Truncated = 0,
        LinksFound = 0,
        ImagesFound = 0,
        ByOutcome = new SortedList<string, long>(),
        ByReason = new SortedList<string, long>(),
        ByStatusClass = new SortedList<string, long>(),
        ByStatus = new SortedList<string, long>(),
    };

    public static CrawlSummary Of(CrawlSummaryState state, CrawlSummaryTotals? totals = null) => new()
    {
        State = state,
        StartedAt = DateTimeOffset.UnixEpoch,
        DurationSeconds = 10,
        Totals = totals ?? Totals(),
        Seeds = [],
        Hosts = [],
        Workers = [],
    };
}
