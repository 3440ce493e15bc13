using AsyncCrawler.Host.Progress;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Tests.Cli.Progress;

/// <summary>Progress for tests.</summary>
internal static class Reports
{
    public static CrawlProgress Progress(long pages = 0, long images = 0) => new()
    {
        Totals = Summaries.Totals(pages, images) with
        {
            Bytes = 3 * 1024 * 1024,
            Failures = 4,
            ByReason = new SortedList<string, long> { ["http-404"] = 3, ["timed-out"] = 1 },
        },
        Elapsed = TimeSpan.FromSeconds(7),
        Waiting = 120,
        UnderWay = 40,
        Fetching = 32,
        WaitingForParser = 5,
        Workers =
        [
            new WorkerStatus { Name = "parser-1", ProcessId = 4711, State = WorkerState.Busy, Documents = 60, Deaths = 0, Retirements = 2 },
            new WorkerStatus { Name = "parser-2", ProcessId = 0, State = WorkerState.Starting, Documents = 0, Deaths = 1, Retirements = 0 },
        ],
    };

    public static ProgressReport Report() => new(Progress(100, 50), 12.34, 5.6);
}
