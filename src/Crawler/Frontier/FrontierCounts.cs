namespace AsyncCrawler.Frontier;

/// <summary>A store's open and closed items at one moment.</summary>
/// <param name="PendingPages">Pages not under a lease.</param>
/// <param name="PendingImages">Images and sitemaps not under a lease.</param>
/// <param name="Leased">Items under a lease.</param>
/// <param name="Completed">Items closed for good.</param>
public sealed record FrontierCounts(long PendingPages, long PendingImages, long Leased, long Completed)
{
    /// <summary>Items added and not completed.</summary>
    public long Open => PendingPages + PendingImages + Leased;
}
