using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>Finds the values that the field rules of a request ask for.</summary>
internal interface IFieldExtractor
{
    /// <summary>Applies the rules to a document.</summary>
    /// <param name="tree">The document, scripting off.</param>
    /// <param name="rules">The rules, in the order of the reply.</param>
    /// <param name="budget">Caps texts and values, and is told what was cut off.</param>
    /// <returns>One field per rule, in the same order.</returns>
    IReadOnlyList<ParsedField> Extract(DocumentTree tree, IReadOnlyList<FieldRule> rules, DocumentBudget budget);
}
