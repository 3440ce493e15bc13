using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Hosting;

/// <summary>What a parser's answer depends on besides the page.</summary>
internal sealed record PageReading(string Version, DocumentLimits Limits, IReadOnlyList<FieldRule> Fields, bool StructuredData, PageTextForm TextForm)
{
    /// <summary>The sites that have fields of their own, each followed by them.</summary>
    public IReadOnlyList<string> SiteFields { get; init; } = [];
}
