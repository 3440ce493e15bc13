using System.Collections.ObjectModel;
using AsyncCrawler.Contracts;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Sinks;

/// <summary>What a page record has besides the columns that every one has.</summary>
internal sealed record RecordContents
{
    /// <summary>The crawl's field rules; none writes no <c>fields</c>.</summary>
    public IReadOnlyList<FieldRule> Fields { get; init; } = [];

    /// <summary>The field rules of single seeds, in place of the crawl's.</summary>
    public IReadOnlyDictionary<CrawlUrl, FieldRule[]> SiteFields { get; init; } = ReadOnlyDictionary<CrawlUrl, FieldRule[]>.Empty;

    /// <summary>True writes the lists <c>links</c> and <c>images</c>.</summary>
    public bool HasLinks { get; init; }

    /// <summary>True writes <c>openGraph</c>, <c>jsonLd</c> and <c>jsonLdSkipped</c>.</summary>
    public bool HasStructuredData { get; init; }

    /// <summary>True writes <c>text</c> and <c>textTruncated</c>.</summary>
    public bool HasText { get; init; }
}
