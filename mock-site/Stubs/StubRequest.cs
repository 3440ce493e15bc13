using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Which requests a stub answers: all of its conditions must hold.</summary>
internal sealed record StubRequest
{
    /// <summary>The method, compared exactly (a stub for GET does not answer HEAD); null means any.</summary>
    public string? Method { get; init; }

    /// <summary>What the target must be; null means anything.</summary>
    public UrlPattern? Url { get; init; }

    /// <summary>Conditions on query parameters; their names are case-sensitive.</summary>
    public IReadOnlyList<(string Name, ValuePattern Pattern)> QueryParameters { get; init; } = [];

    /// <summary>Conditions on header fields.</summary>
    public IReadOnlyList<(string Name, ValuePattern Pattern)> Headers { get; init; } = [];

    /// <summary>Whether the request fulfils all conditions.</summary>
    public bool Matches(HttpContext context, RequestTarget target) =>
        Matches(context.Request.Method, target, name => [.. context.Request.Headers[name]]);

    /// <summary>Whether a request that another server received fulfils all conditions.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="target">Its target.</param>
    /// <param name="valuesOf">The values of a header field by its name, whatever the case; none when it is absent.</param>
    public bool Matches(string method, RequestTarget target, Func<string, string?[]> valuesOf) =>
        (Method is null || Method == method)
        && (Url is null || Url.Matches(target))
        && Headers.All(header => header.Pattern.Matches(valuesOf(header.Name)))
        && (QueryParameters.Count == 0 || QueryMatches(target.Query));

    private bool QueryMatches(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        return QueryParameters.All(parameter => parameter.Pattern.Matches(
            values.FirstOrDefault(pair => pair.Key.Equals(parameter.Name, StringComparison.Ordinal)).Value.ToArray()));
    }
}
