namespace AsyncCrawler.Frontier;

/// <summary>The frontier cannot be kept: the crawl ends, and goes on from its last commit when it is resumed.</summary>
public sealed class FrontierStoreException : IOException
{
    /// <summary>A message for the operator.</summary>
    /// <param name="message">Names the place, the trouble and the next step.</param>
    /// <param name="innerException">What the database said; null when it said nothing.</param>
    public FrontierStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
