using System.Buffers;
using System.Runtime.CompilerServices;

namespace AsyncCrawler.Urls;

/// <summary>
/// What the URLs of one kind of page have in common: host, folders with every segment that holds a digit made one, the
/// extension of the last segment, and the names of the query parameters. <c>/shop/17/cup.html?sid=8f3</c> and
/// <c>/shop/4/jug.html?sid=02a</c> have one template.
/// </summary>
internal static class PathTemplate
{
    private const string AnyNumber = "#";
    private const string AnyName = "*";

    /// <summary>Characters that few templates exceed.</summary>
    public const int UsualLength = 256;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Writes the template of a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="buffer">Where it is written as long as it fits; mostly <see cref="UsualLength"/> is enough.</param>
    /// <returns>The text, until the caller clears it.</returns>
    public static DefaultInterpolatedStringHandler Write(CrawlUrl url, Span<char> buffer)
    {
        var path = UrlPath.Of(url);
        var folders = path[..path.LastIndexOf('/')];
        var template = new DefaultInterpolatedStringHandler(0, 0, null, buffer);
        template.AppendLiteral(url.Host.Text);
        foreach (var range in folders.Split('/'))
        {
            var segment = folders[range];
            template.AppendFormatted(segment.ContainsAny(Digits) ? AnyNumber : segment);
            template.AppendLiteral("/");
        }

        template.AppendLiteral(AnyName);
        if (UrlPath.ExtensionOf(url) is { IsEmpty: false } extension && !extension.ContainsAny(Digits))
        {
            template.AppendLiteral(".");
            template.AppendFormatted(extension);
        }

        AppendParameters(ref template, UrlPath.QueryOf(url));
        return template;
    }

    private static void AppendParameters(ref DefaultInterpolatedStringHandler template, ReadOnlySpan<char> query)
    {
        template.AppendLiteral("?");
        if (query.IsEmpty)
        {
            return;
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            names.Add(parameter[..(parameter.IndexOf('=') is >= 0 and var end ? end : parameter.Length)].ToString());
        }

        template.AppendLiteral(string.Join('&', names));
    }
}
