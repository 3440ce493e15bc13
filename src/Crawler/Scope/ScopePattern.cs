namespace AsyncCrawler.Scope;

/// <summary>A regular expression with an opinion on the URLs that it matches somewhere.</summary>
/// <param name="IsInclude">True when a match is wanted, false when it is not.</param>
/// <param name="Regex">A .NET regular expression, without look-around and back-references: it must run in linear time.</param>
public sealed record ScopePattern(bool IsInclude, string Regex);
