using AngleSharp.Dom;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>Finds nothing: stands in until the field extractor is merged.</summary>
internal sealed class RefusingFieldExtractor : IFieldExtractor
{
    /// <inheritdoc/>
    public IReadOnlyList<ParsedField> Extract(IDocument document, IReadOnlyList<FieldRule> rules, DocumentBudget budget) =>
        [.. rules.Select(rule => new ParsedField { Name = rule.Name, Values = [] })];
}
