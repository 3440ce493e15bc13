namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>A field rule that cannot be applied: a fault of the operator, not of the page.</summary>
/// <param name="message">Names the field, the expression and the place in it.</param>
/// <param name="cause">What the engine said; null when it only said no.</param>
internal sealed class FieldRuleException(string message, Exception? cause = null) : Exception(message, cause);
