namespace AsyncCrawler.Frontier;

/// <summary>The frontier cannot be kept: the crawl ends, and goes on from its last commit when it is resumed.</summary>
public sealed class FrontierStoreException : IOException
{
    /// <summary>A message for the operator.</summary>
    /// <param name="message">Names the place, the trouble and the next step.</param>
    /// <param name="innerException">What the database said; null when it said nothing.</param>
    /// <param name="trouble">What kind of trouble it is; <see cref="StoreTrouble.Unusable"/>, the default, when waiting does not help.</param>
    public FrontierStoreException(string message, Exception? innerException = null, StoreTrouble trouble = StoreTrouble.Unusable)
        : base(message, innerException) => Trouble = trouble;

    /// <summary>What kind of trouble it is.</summary>
    public StoreTrouble Trouble { get; }
}
