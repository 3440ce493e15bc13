using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

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
    /// <param name="utf8">Its text.</param>
    /// <param name="neighbour">A URL whose host key it shares when it is of the same host.</param>
    /// <param name="url">The URL, or null.</param>
    /// <returns>False when the text is no absolute http or https URL.</returns>
    public bool TryParse(ReadOnlySpan<byte> utf8, CrawlUrl neighbour, [NotNullWhen(true)] out CrawlUrl? url)
    {
        var hash = HashOf(utf8);
        ref var slot = ref _slots[hash & (Slots - 1)];
        url = slot.Hash == hash ? Volatile.Read(ref slot.Url) : null;
        if (url is not null && Ascii.Equals(utf8, url.Text))
        {
            return true;
        }

        var text = Encoding.UTF8.GetString(utf8);
        if (CrawlUrl.TryParse(text, neighbour, out url) && text.Length <= MaxLength && url.Text == text)
        {
            // Two threads may mix their halves: then the hash leads to another text, which is compared.
            Volatile.Write(ref slot.Url, url);
            slot.Hash = hash;
        }

        return url is not null;
    }

    // Good enough to spread texts: who makes two of one hash has one of them parsed again, and no more.
    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Odd, 32);
        }

        foreach (var rest in text)
        {
            hash = BitOperations.RotateLeft((hash ^ rest) * Odd, 32);
        }

        return (uint)hash;
    }

    private struct Slot
    {
        public uint Hash;
        public CrawlUrl? Url;
    }
}
