using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>What an earlier crawl kept. Thread-safe.</summary>
public interface IEarlierVisits
{
    /// <summary>Finds what was kept of an item's URL, and can still be used.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The visit; null when there is none that can be used.</returns>
    Visit? Find(FrontierItem item);
}
