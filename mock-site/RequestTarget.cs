using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AsyncCrawler.MockSite;

/// <summary>What the request line asked for, undecoded: escapes and dot segments stay as the client sent them.</summary>
internal readonly record struct RequestTarget
{
    private RequestTarget(string pathAndQuery)
    {
        PathAndQuery = pathAndQuery;
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        Path = question < 0 ? pathAndQuery : pathAndQuery[..question];
        Query = question < 0 ? "" : pathAndQuery[(question + 1)..];
    }

    /// <summary>Path and query as sent, without scheme, authority and fragment.</summary>
    public string PathAndQuery { get; }

    /// <summary>The part before the first question mark.</summary>
    public string Path { get; }

    /// <summary>The part after the first question mark; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>The target of a request that Kestrel accepted.</summary>
    public static RequestTarget Of(HttpContext context) =>
        Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    /// <summary>Reads origin form (<c>/a?b</c>) and absolute form (<c>http://host/a?b</c>), RFC 9112 §3.2.</summary>
    public static RequestTarget Parse(string rawTarget)
    {
        var target = rawTarget;
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        if (authority > 0 && !target.StartsWith('/'))
        {
            var path = target.IndexOf('/', authority + 3);
            target = path < 0 ? "/" : target[path..];
        }

        var fragment = target.IndexOf('#', StringComparison.Ordinal);
        return new RequestTarget(fragment < 0 ? target : target[..fragment]);
    }
}
