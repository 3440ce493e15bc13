namespace AsyncCrawler.Scope;

/// <summary>Whether a URL is in scope, and which rule decided.</summary>
/// <param name="IsInScope">True when it is wanted.</param>
/// <param name="Rule">The description of the last rule that had an opinion.</param>
public readonly record struct ScopeDecision(bool IsInScope, string Rule);
