namespace AsyncCrawler.Politeness;

/// <summary>
/// What a page says to crawlers about its links: X-Robots-Tag and <c>meta[name=robots]</c>. All of it holds at once, so the
/// strictest wins. Pure.
/// </summary>
internal static class RobotsDirectives
{
    // A page may repeat itself; nobody means thousands of words.
    private const int MaxLength = 16 * 1024;

    /// <summary>Whether the links of a page are not to be followed.</summary>
    /// <param name="fields">The X-Robots-Tag fields of the response, each as it was sent.</param>
    /// <param name="meta">The contents of the page's meta elements, joined by commas; null when there is none.</param>
    /// <param name="token">Our product token: what is addressed to other crawlers does not count.</param>
    public static bool ForbidFollowing(IEnumerable<string> fields, string? meta, string token) =>
        ForbidsFollowing(meta, token) || fields.Any(field => ForbidsFollowing(field, token));

    private static bool ForbidsFollowing(ReadOnlySpan<char> list, string token)
    {
        var isForUs = true;
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

            if (isForUs && (word.Equals("nofollow", StringComparison.OrdinalIgnoreCase) || word.Equals("none", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesValue(ReadOnlySpan<char> word) =>
        word.Equals("unavailable_after", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-snippet", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-image-preview", StringComparison.OrdinalIgnoreCase)
        || word.Equals("max-video-preview", StringComparison.OrdinalIgnoreCase);
}
