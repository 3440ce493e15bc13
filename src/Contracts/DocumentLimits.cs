namespace AsyncCrawler.Contracts;

/// <summary>What one document may cost the child that parses it; said once, in <see cref="CrawlerHello"/>.</summary>
public sealed record DocumentLimits
{
    /// <summary>Most bytes of a body that are decoded; the rest is cut off. Default 10 MiB, the body cap of HTML.</summary>
    public int MaxInputBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Most links and images reported of one document. Default 50,000, the limit that sitemaps.org sets for a sitemap.</summary>
    public int MaxLinks { get; init; } = 50_000;

    /// <summary>Most characters of a title, description, field value or other single text. Default 4,096.</summary>
    public int MaxTextLength { get; init; } = 4_096;

    /// <summary>Most characters of one URL reported. Default 8,192; longer ones are dropped and counted.</summary>
    public int MaxUrlLength { get; init; } = 8_192;

    /// <summary>Most values of one list field. Default 1,000.</summary>
    public int MaxFieldValues { get; init; } = 1_000;

    /// <summary>Most characters of a page's main text, marks of Markdown included. Default 1 Mi, a book of 500 pages.</summary>
    public int MaxPageText { get; init; } = 1024 * 1024;

    /// <summary>Most properties of the Open Graph protocol and its relatives reported of one page. Default 200.</summary>
    public int MaxProperties { get; init; } = 200;

    /// <summary>Most JSON-LD blocks reported of one page. Default 50.</summary>
    public int MaxJsonLdBlocks { get; init; } = 50;

    /// <summary>Most characters of all JSON-LD blocks of one page together. Default 256 Ki; a block that does not fit is left out as a whole.</summary>
    public int MaxJsonLdLength { get; init; } = 256 * 1024;
}
