using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>Recognises a trap by a URL alone. Pure and thread-safe; a URL costs time linear in its length.</summary>
/// <param name="options">The budgets.</param>
internal sealed class TrapPolicy(TrapOptions options)
{
    // Longer runs that repeat are nothing that a wrong relative link makes.
    private const int LongestRun = 16;
    private const int FewSegments = 32;

    /// <summary>Whether the path goes round in circles: a run of segments follows on itself as often as is too often.</summary>
    public bool HasRepeatedPath(CrawlUrl url) => options.PathRepeats is { } repeats && HasRun(UrlPath.Of(url), repeats);

    /// <summary>Whether the URL has more query parameters than allowed.</summary>
    public bool HasTooManyParameters(CrawlUrl url) => options.MaxParameters is { } most && UrlPath.QueryOf(url).Count('&') >= most;

    /// <summary>Whether a run of segments follows on itself, so that it stands there <paramref name="repeats"/> times.</summary>
    private static bool HasRun(ReadOnlySpan<char> path, int repeats)
    {
        var slashes = path.Count('/');
        if (slashes < repeats)
        {
            return false;
        }

        Span<Range> segments = slashes < FewSegments ? stackalloc Range[FewSegments] : new Range[slashes + 1];
        var count = path.Split(segments, '/');
        for (var length = 1; length <= LongestRun && length * repeats < count; length++)
        {
            var equal = 0;

            // The first segment is the nothing before the first slash.
            for (var i = 1 + length; i < count; i++)
            {
                equal = path[segments[i]].SequenceEqual(path[segments[i - length]]) ? equal + 1 : 0;
                if (equal == length * (repeats - 1))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
