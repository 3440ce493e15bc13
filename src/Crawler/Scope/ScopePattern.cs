namespace AsyncCrawler.Scope;

/// <summary>An opinion on the URLs that a pattern matches. The last of several that match wins.</summary>
/// <param name="IsInclude">True when a match is wanted, false when it is not.</param>
/// <param name="Pattern">
/// What it matches, by the word before its first colon: <c>host:a.example,*.b.example</c>, <c>domain:example.com</c> with all hosts
/// below it, <c>prefix:https://a.example/docs/</c>, <c>ext:pdf,zip</c> at the end of the path, <c>param:sid,utm_*</c> by the name of
/// a query parameter, <c>depth:3</c> for what lies deeper; anything else, or <c>regex:…</c>, is a .NET regular expression that is
/// looked for anywhere in the URL. It must do without look-around and back-references, so that it runs in linear time.
/// </param>
public sealed record ScopePattern(bool IsInclude, string Pattern);
