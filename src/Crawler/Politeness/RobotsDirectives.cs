namespace AsyncCrawler.Politeness;

/// <summary>
/// What a page says to crawlers about itself: X-Robots-Tag and <c>meta[name=robots]</c>. All of it holds at once, so the
/// strictest wins. Pure.
/// </summary>
/// <param name="IsNoFollow">Its links are not to be followed.</param>
/// <param name="IsNoIndex">It is not to be shown in search results; recorded, and nothing else.</param>
internal readonly record struct RobotsDirectives(bool IsNoFollow, bool IsNoIndex)
{
    // A page may repeat itself; nobody means thousands of words.
    private const int MaxLength = 16 * 1024;

    /// <summary>Reads what a response and its page say.</summary>
    /// <param name="fields">The X-Robots-Tag fields, each as it was sent.</param>
    /// <param name="meta">The contents of the page's meta elements, joined by commas; null when there is none.</param>
    /// <param name="token">Our product token: what is addressed to other crawlers does not count.</param>
    /// <returns>The union.</returns>
    public static RobotsDirectives Read(IEnumerable<string> fields, string? meta, string token)
    {
        var all = ReadList(meta, token);
        foreach (var field in fields)
        {
            var one = ReadList(field, token);
            all = new RobotsDirectives(all.IsNoFollow || one.IsNoFollow, all.IsNoIndex || one.IsNoIndex);
        }

        return all;
    }

    private static RobotsDirectives ReadList(ReadOnlySpan<char> list, string token)
    {
        var (isNoFollow, isNoIndex, isForUs) = (false, false, true);
        list = list[..Math.Min(list.Length, MaxLength)];
        foreach (var range in list.Split(','))
        {
            var word = list[range].Trim();
            var colon = word.IndexOf(':');
            if (colon >= 0 && !TakesValue(word[..colon].TrimEnd()))
            {
                // An agent before a colon scopes what follows it, up to the next agent.
                isForUs = word[..colon].Trim().Equals(token, StringComparison.OrdinalIgnoreCase);
                word = word[(colon + 1)..].Trim();
            }

            if (isForUs)
            {
                var isNone = word.Equals("none", StringComparison.OrdinalIgnoreCase);
                isNoFollow |= isNone || word.Equals("nofollow", StringComparison.OrdinalIgnoreCase);
                isNoIndex |= isNone || word.Equals("noindex", StringComparison.OrdinalIgnoreCase);
            }
        }

        return new RobotsDirectives(isNoFollow, isNoIndex);
    }

    private static bool TakesValue(ReadOnlySpan<char> word) =>
        word.Equals("unavailable_after", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-snippet", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-image-preview", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-video-preview", StringComparison.OrdinalIgnoreCase);
}
