namespace AsyncCrawler.Seeds;

/// <summary>Where seeds come from; read once per crawl, one after the other, so that a list may be longer than memory.</summary>
public interface ISeedSource
{
    /// <summary>The seeds in their order, duplicates included.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The seeds.</returns>
    IAsyncEnumerable<Seed> ReadAsync(CancellationToken cancellationToken);
}
