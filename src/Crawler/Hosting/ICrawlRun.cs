using AsyncCrawler.Frontier;
using AsyncCrawler.Results;

namespace AsyncCrawler.Hosting;

/// <summary>A crawl under way. Thread-safe. Disposing cancels it and waits for its end.</summary>
public interface ICrawlRun : IAsyncDisposable
{
    /// <summary>Ends with the summary; faults when an outcome could not be kept or the parsers are gone for good. A drained or cancelled crawl is no fault: its summary says interrupted.</summary>
    Task<CrawlSummary> Completion { get; }

    /// <summary>The state of this moment; cheap enough to ask several times a second.</summary>
    /// <returns>The numbers.</returns>
    CrawlProgress GetProgress();

    /// <summary>The summary of this moment, that of earlier runs of the same crawl included; some milliseconds of work for a crawl of many hosts.</summary>
    /// <returns>The summary.</returns>
    CrawlSummary GetSummary();

    /// <summary>How the crawl stands with its hosts at this moment; some milliseconds of work for a crawl of many hosts.</summary>
    /// <returns>The hosts in memory, in no particular order.</returns>
    IReadOnlyList<HostState> ListHosts();

    /// <summary>Begins no more fetches and lets pages under way finish, at most for the drain time-out; then cancels. Returns at once.</summary>
    void Drain();

    /// <summary>Cancels what is under way. Returns at once.</summary>
    void Cancel();
}
