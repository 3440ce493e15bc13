using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Urls;

/// <summary>Tells in words what made one text of another: why the canonical URL is not what was written.</summary>
internal static class UrlChanges
{
    /// <summary>Compares.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="url">What it was read as.</param>
    /// <returns>The steps, each in a few words; empty when nothing was changed.</returns>
    public static IReadOnlyList<string> Of(string written, CrawlUrl url)
    {
        var changes = new List<string>();
        var text = written.AsSpan();
        Note(changes, Trim(ref text), "white space and controls around it are dropped");
        if (text.ContainsAny("\t\r\n"))
        {
            changes.Add("tabs and line ends inside are dropped");
            text = text.ToString().Replace("\t", "", StringComparison.Ordinal).ReplaceLineEndings("");
        }

        Note(changes, BeforeQuery(text).Contains('\\'), "backslashes are read as slashes");
        var (authority, path) = Split(text);
        CompareAuthority(changes, authority, url);
        ComparePath(changes, path, url);
        Note(changes, WhatwgUrl.TryParse(written, out var parsed) && parsed.HasFragment, "the fragment is dropped: it is never sent (RFC 3986 §3.5)");
        var key = UrlCanonicalizer.ToKey(url);
        Note(changes, key != url.Text, $"it is known by {key}, which RFC 3986 §6.2.2 calls equivalent");
        return changes;
    }

    private static void CompareAuthority(List<string> changes, ReadOnlySpan<char> authority, CrawlUrl url)
    {
        var at = authority.LastIndexOf('@');
        Note(changes, at >= 0, "user name and password are dropped");
        var host = authority[(at + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            Note(changes, url.Parts.Port is null, "the port is the usual one of its scheme");
            host = host[..colon];
        }

        if (host.SequenceEqual(url.Host.Host))
        {
            return;
        }

        var isAddress = url.Host.Host[0] == '[' || url.Host.Host.AsSpan().TrimEnd("0123456789.").IsEmpty;
        changes.Add(host.Equals(url.Host.Host, StringComparison.OrdinalIgnoreCase) ? "the host is written in lower case"
            : isAddress ? $"the host is another notation of the address {url.Host.Host}"
            : $"the host is {url.Host.Host} in ASCII (UTS #46)");
    }

    private static void ComparePath(List<string> changes, ReadOnlySpan<char> path, CrawlUrl url)
    {
        var end = path.IndexOfAny('?', '#');
        var own = end < 0 ? path : path[..end];
        Note(changes, own.IsEmpty, "an empty path is /");
        var hasDots = false;
        foreach (var range in own.SplitAny('/', '\\'))
        {
            hasDots |= own[range] is "." or ".." || own[range].Equals("%2e", StringComparison.OrdinalIgnoreCase) || own[range].Equals("%2e%2e", StringComparison.OrdinalIgnoreCase);
        }

        Note(changes, hasDots, "dot segments are resolved (RFC 3986 §5.2.4)");
        var beforeFragment = path.IndexOf('#') is >= 0 and var fragment ? path[..fragment] : path;
        Note(changes, !hasDots && url.Parts.PathAndQuerySpan.Count('%') > beforeFragment.Count('%'), "what a URL cannot hold is percent-encoded");
    }

    private static bool Trim(ref ReadOnlySpan<char> text)
    {
        var length = text.Length;
        while (!text.IsEmpty && text[0] <= ' ')
        {
            text = text[1..];
        }

        while (!text.IsEmpty && text[^1] <= ' ')
        {
            text = text[..^1];
        }

        return text.Length < length;
    }

    private static ReadOnlySpan<char> BeforeQuery(ReadOnlySpan<char> text) => text.IndexOfAny('?', '#') is >= 0 and var end ? text[..end] : text;

    // The URL standard takes any number of slashes, of either kind, after http: and https:.
    private static (string Authority, string Path) Split(ReadOnlySpan<char> text)
    {
        var rest = text[(text.IndexOf(':') + 1)..].TrimStart("/\\");
        var end = rest.IndexOfAny("/\\?#");
        return end < 0 ? (rest.ToString(), "") : (rest[..end].ToString(), rest[end..].ToString());
    }

    private static void Note(List<string> changes, bool isSo, string change)
    {
        if (isSo)
        {
            changes.Add(change);
        }
    }
}
