namespace AsyncCrawler.Sinks;

/// <summary>The crawl directory cannot be used; the message names it and what to do.</summary>
public sealed class CrawlDirectoryException : IOException
{
    /// <summary>A message for the operator.</summary>
    /// <param name="message">Names the path, the trouble and the next step.</param>
    /// <param name="innerException">What the operating system said; null when it said nothing.</param>
    public CrawlDirectoryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
