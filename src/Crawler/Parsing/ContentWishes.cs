using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>What one crawl wants of its pages besides links and directives: crawls that share a pool may want different things.</summary>
internal sealed record ContentWishes
{
    public required FieldRule[] Fields { get; init; }

    public required bool StructuredData { get; init; }

    public required PageTextForm TextForm { get; init; }

    public static ContentWishes Of(ParserPoolOptions options) => new()
    {
        Fields = [.. options.Fields],
        StructuredData = options.StructuredData,
        TextForm = options.TextForm,
    };
}
