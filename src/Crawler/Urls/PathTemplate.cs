using System.Buffers;
using System.Text;

namespace AsyncCrawler.Urls;

/// <summary>
/// What the URLs of one kind of page have in common: host, folders with every segment that holds a digit made one, the
/// extension of the last segment, and the names of the query parameters. <c>/shop/17/cup.html?sid=8f3</c> and
/// <c>/shop/4/jug.html?sid=02a</c> have one template.
/// </summary>
internal static class PathTemplate
{
    private const char AnyNumber = '#';
    private const char AnyName = '*';
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>The template of a URL.</summary>
    public static string Of(CrawlUrl url)
    {
        var path = UrlPath.Of(url);
        var template = new StringBuilder(url.Host.Text, url.Text.Length + 16);
        var folders = path[..path.LastIndexOf('/')];
        foreach (var range in folders.Split('/'))
        {
            var segment = folders[range];
            template.Append(segment.ContainsAny(Digits) ? [AnyNumber] : segment).Append('/');
        }

        template.Append(AnyName);
        if (UrlPath.ExtensionOf(url) is { IsEmpty: false } extension && !extension.ContainsAny(Digits))
        {
            template.Append('.').Append(extension);
        }

        AppendParameters(template, UrlPath.QueryOf(url));
        return template.ToString();
    }

    private static void AppendParameters(StringBuilder template, ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            template.Append('?');
            return;
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            names.Add(parameter[..(parameter.IndexOf('=') is >= 0 and var end ? end : parameter.Length)].ToString());
        }

        template.Append('?').AppendJoin('&', names);
    }
}
