namespace AsyncCrawler.Results;

/// <summary>
/// Told, in the parent process, of every finished page and image of a crawl: once each, one after the other, never two at
/// a time. Slow callbacks slow the crawl down, and cannot make it grow.
/// </summary>
public interface IPageDoneCallback
{
    /// <summary>Called when a URL is finished, before its links are followed.</summary>
    /// <param name="page">The finished URL; its body is valid until this returns.</param>
    /// <param name="cancellationToken">Cancelled when the crawl is cancelled, not when it drains.</param>
    /// <returns>Completes when the callback is done with the page.</returns>
    ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken);
}
