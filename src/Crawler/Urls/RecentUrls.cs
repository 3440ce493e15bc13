using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Urls;

/// <summary>
/// The URLs that were parsed last, by their text. Most links of a page stood on the page before: what is found here needs
/// no parsing, and brings its host key and its fingerprint along. It forgets, and is never wrong. Thread-safe.
/// </summary>
internal sealed class RecentUrls
{
    // A URL of ordinary length takes some 400 bytes with all that hangs on it: 6 MB, and 12 MB when a site writes long ones.
    private const int Slots = 1 << 14;
    private const int MaxLength = 256;

    private readonly CrawlUrl?[] _slots = new CrawlUrl?[Slots];

    /// <summary>Parses an absolute URL.</summary>
    /// <param name="text">The text.</param>
    /// <param name="neighbour">A URL whose host key it shares when it is of the same host.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the text is no absolute http or https URL.</returns>
    public bool TryParse(string text, CrawlUrl neighbour, [NotNullWhen(true)] out CrawlUrl? url)
    {
        ref var slot = ref _slots[string.GetHashCode(text, StringComparison.Ordinal) & (Slots - 1)];
        url = Volatile.Read(ref slot);
        if (url?.Text == text)
        {
            return true;
        }

        if (CrawlUrl.TryParse(text, neighbour, out url) && text.Length <= MaxLength && url.Text == text)
        {
            Volatile.Write(ref slot, url);
        }

        return url is not null;
    }
}
