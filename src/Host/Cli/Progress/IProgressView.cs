using AsyncCrawler.Host.Progress;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>Shows a crawl while it runs.</summary>
internal interface IProgressView
{
    /// <summary>Shows until the crawl has ended.</summary>
    /// <param name="meter">What to show.</param>
    /// <param name="ended">Cancelled when the crawl has ended; then this returns, and throws nothing.</param>
    Task ShowAsync(ProgressMeter meter, CancellationToken ended);
}
