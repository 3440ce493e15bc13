using AsyncCrawler.Results;

namespace AsyncCrawler.Hosting;

/// <summary>The engine's face: made by <c>services.AddAsyncCrawler(…)</c>. Thread-safe; several crawls may run at once and share the parser processes.</summary>
public interface ICrawler
{
    /// <summary>Crawls until quiet or until a limit, with the options of the registration.</summary>
    /// <param name="seeds">Absolute http or https URLs.</param>
    /// <param name="cancellationToken">Cancels the crawl with an <see cref="OperationCanceledException"/>; what was written stays.</param>
    /// <returns>What the done-callbacks aggregated.</returns>
    /// <exception cref="ArgumentException">A seed is no such URL.</exception>
    /// <exception cref="Parsing.ParserUnavailableException">The parser processes cannot be started.</exception>
    /// <exception cref="Sinks.CrawlDirectoryException">The output directory cannot be used.</exception>
    /// <exception cref="Sinks.SinkUnavailableException">An outcome could not be kept.</exception>
    /// <exception cref="Frontier.FrontierStoreException">The frontier in the output directory cannot be kept.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of the registration are faulty; names every fault.</exception>
    Task<CrawlSummary> CrawlAsync(IEnumerable<string> seeds, CancellationToken cancellationToken = default);

    /// <summary>Starts a crawl and returns at once, for those who want to watch or stop it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Cancels the start, not the crawl.</param>
    /// <returns>The running crawl; dispose it.</returns>
    /// <exception cref="Parsing.ParserUnavailableException">The parser processes cannot be started.</exception>
    /// <exception cref="Sinks.CrawlDirectoryException">The output directory cannot be used.</exception>
    /// <exception cref="Frontier.FrontierStoreException">The frontier in the output directory cannot be used.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options of the request are faulty; names every fault.</exception>
    ValueTask<ICrawlRun> StartAsync(CrawlRequest request, CancellationToken cancellationToken = default);
}
