using System.Collections.ObjectModel;
using AsyncCrawler.Contracts;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Parsing;

/// <summary>What one crawl wants of its pages besides links and directives: crawls that share a pool may want different things.</summary>
internal sealed record ContentWishes
{
    /// <summary>The values wanted of a page whose seed has no rules of its own.</summary>
    public required FieldRule[] Fields { get; init; }

    /// <summary>The values wanted of the pages of single seeds instead.</summary>
    public IReadOnlyDictionary<CrawlUrl, FieldRule[]> SiteFields { get; init; } = ReadOnlyDictionary<CrawlUrl, FieldRule[]>.Empty;

    public required bool StructuredData { get; init; }

    public required PageTextForm TextForm { get; init; }

    /// <summary>The values wanted of a seed's pages.</summary>
    public FieldRule[] FieldsOf(CrawlUrl seed) => SiteFields.Count > 0 && SiteFields.TryGetValue(seed, out var own) ? own : Fields;

    public static ContentWishes Of(ParserPoolOptions options) => new()
    {
        Fields = [.. options.Fields],
        StructuredData = options.StructuredData,
        TextForm = options.TextForm,
    };
}
