namespace AsyncCrawler.Frontier;

/// <summary>What a URL is expected to be; decides limits and the way through the pipeline.</summary>
public enum ResourceKind
{
    /// <summary>A document: goes through the parsers.</summary>
    Page,

    /// <summary>An image: skips the parsers and goes to the media store.</summary>
    Image,
}
