namespace AsyncCrawler.Hosting;

/// <summary>Tells what a crawl with the configured options does with a URL, and why. Thread-safe.</summary>
public interface IUrlExplainer
{
    /// <summary>Goes through the decisions for one URL. Fetches robots.txt if that is asked for, and nothing else.</summary>
    /// <param name="request">The URL.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The decisions.</returns>
    /// <exception cref="Frontier.FrontierStoreException">The frontier of the directory cannot be read.</exception>
    ValueTask<UrlExplanation> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken);
}
