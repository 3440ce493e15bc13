using AsyncCrawler.Fetching;

namespace AsyncCrawler.Parsing;

/// <summary>Reads links and directives out of a page; in production always beyond the process wall.</summary>
public interface IPageParser
{
    /// <summary>Parses a page. Thread-safe; waits while all workers are busy.</summary>
    /// <param name="page">The page; its body is only read, and still the caller's.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>; a deadline of ours is an outcome.</param>
    /// <returns>What became of it.</returns>
    ValueTask<ParseOutcome> ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken);
}
