using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>Reads one page outside of any crawl, with the fetcher, the parser processes and the options of one. Thread-safe.</summary>
public interface ISinglePageReader
{
    /// <summary>Starts the parser processes and checks the fields; needed once before pages are read.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>Completes when pages can be read.</returns>
    /// <exception cref="Parsing.ParserUnavailableException">The parser processes cannot be started.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The expression of a field is faulty.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Fetches a page and reads it. Redirects are followed as far as a crawl would; nothing is tried again, and robots.txt is not asked: a person did.</summary>
    /// <param name="url">The page.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What became of it; its body is gone.</returns>
    Task<PageOutcome> FetchAsync(CrawlUrl url, CancellationToken cancellationToken);

    /// <summary>Reads a page that is at hand, as if it had been fetched.</summary>
    /// <param name="url">Its URL, against which its links are resolved.</param>
    /// <param name="contentType">Its Content-Type; null when it has none.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What became of it; its body is gone.</returns>
    Task<PageOutcome> ReadAsync(CrawlUrl url, string? contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Writes a page as the line of <c>pages.jsonl</c> that a crawl with these options would write.</summary>
    /// <param name="page">The page.</param>
    /// <returns>The JSON object, without line feed.</returns>
    string ToJson(PageOutcome page);
}
