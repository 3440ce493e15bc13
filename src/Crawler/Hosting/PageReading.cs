using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Hosting;

/// <summary>What a parser's answer depends on besides the page.</summary>
internal sealed record PageReading(string Version, DocumentLimits Limits, IReadOnlyList<FieldRule> Fields, bool StructuredData, PageTextForm TextForm);
