namespace AsyncCrawler.Frontier;

/// <summary>What a URL is expected to be; decides limits and the way through the pipeline. Stores keep the numbers: new kinds come last.</summary>
public enum ResourceKind
{
    /// <summary>A document: goes through the parsers.</summary>
    Page,

    /// <summary>An image: skips the parsers and goes to the media store.</summary>
    Image,

    /// <summary>A sitemap or sitemap index: goes through the parsers, and leads to pages.</summary>
    Sitemap,

    /// <summary>A robots.txt: asked for by the frontier itself, on behalf of what waits behind it. It never rests in a store.</summary>
    Robots,
}
