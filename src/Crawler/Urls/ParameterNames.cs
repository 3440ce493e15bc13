using System.Text;

namespace AsyncCrawler.Urls;

/// <summary>
/// A set of query parameter names, some of them beginnings with a star at their end: <c>utm_*</c>. Parameters are what stands
/// between two <c>&amp;</c>, their names what stands before the first <c>=</c>; case does not matter.
/// </summary>
/// <param name="names">The names.</param>
internal sealed class ParameterNames(IEnumerable<string> names)
{
    private readonly string[] _names = [.. names];

    /// <summary>Whether the URL has a parameter of such a name.</summary>
    public bool AreIn(CrawlUrl url)
    {
        var query = UrlPath.QueryOf(url);
        foreach (var range in query.Split('&'))
        {
            if (Contains(query[range]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The URL without the parameters of such names; the same object when it has none.</summary>
    public CrawlUrl RemoveFrom(CrawlUrl url)
    {
        if (!AreIn(url))
        {
            return url;
        }

        var query = UrlPath.QueryOf(url);
        var text = new StringBuilder(url.Text, 0, url.Text.Length - query.Length - 1, url.Text.Length);
        var separator = '?';
        foreach (var range in query.Split('&'))
        {
            if (!Contains(query[range]))
            {
                text.Append(separator).Append(query[range]);
                separator = '&';
            }
        }

        return CrawlUrl.TryParse(text.ToString(), out var rest) ? rest : url;
    }

    private bool Contains(ReadOnlySpan<char> parameter)
    {
        var name = parameter[..(parameter.IndexOf('=') is >= 0 and var end ? end : parameter.Length)];
        foreach (var wanted in _names)
        {
            if (wanted.EndsWith('*') ? name.StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.OrdinalIgnoreCase) : name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
