using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Urls;

/// <summary>
/// The URLs that were parsed last, by their text. Most links of a page stood on the page before: what is found here needs
/// no parsing, and brings its host key and its fingerprint along. It forgets, and is never wrong. Thread-safe.
/// </summary>
internal sealed class RecentUrls
{
    // A URL of ordinary length takes some 400 bytes with all that hangs on it. More of them would not stay in a processor's
    // cache, and to fetch one from memory costs as much as to parse it.
    private const int Slots = 1 << 12;
    private const int MaxLength = 256;

    private readonly Slot[] _slots = new Slot[Slots];

    /// <summary>Parses an absolute URL.</summary>
    /// <param name="text">The text.</param>
    /// <param name="neighbour">A URL whose host key it shares when it is of the same host.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the text is no absolute http or https URL.</returns>
    public bool TryParse(string text, CrawlUrl neighbour, [NotNullWhen(true)] out CrawlUrl? url)
    {
        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        ref var slot = ref _slots[hash & (Slots - 1)];
        url = slot.Hash == hash ? Volatile.Read(ref slot.Url) : null;
        if (url?.Text == text)
        {
            return true;
        }

        if (CrawlUrl.TryParse(text, neighbour, out url) && text.Length <= MaxLength && url.Text == text)
        {
            // Two threads may mix their halves: then the hash leads to another text, which is compared.
            Volatile.Write(ref slot.Url, url);
            slot.Hash = hash;
        }

        return url is not null;
    }

    private struct Slot
    {
        public int Hash;
        public CrawlUrl? Url;
    }
}
