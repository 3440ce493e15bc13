using System.Text;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// The links that were admitted and committed last, by their hashes. Most links of a page stood on some page before: what is found
/// here need not be parsed, judged, and looked for among all that was ever seen; nor is it refused any more, when a budget is spent
/// meanwhile. It forgets, and takes no link for admitted that was not, see <see cref="SecretHash"/>. Thread-safe.
/// </summary>
/// <param name="gates">Those that admit; null for somebody who notes nothing.</param>
internal sealed class AdmittedLinks(UrlAdmission? gates = null)
{
    // Of 8 bytes, in pairs: of three links of one pair the oldest is forgotten. At most half of a table is taken before it doubles.
    private const int FirstSlots = 1 << 10;
    private const int MostSlots = 1 << 17;
    private const int MaxStackBytes = 512;

    private readonly SecretHash _hash = new();
    private readonly Lock _gate = new();
    private volatile ulong[] _slots = [];
    private int _used;

    /// <summary>
    /// What the gates ask besides the URL, as a number: a link that was admitted here may be refused there, and is counted then.
    /// Two places of one number are no harm but to that count.
    /// </summary>
    /// <param name="page">The page on which the links stand.</param>
    /// <param name="kind">What they lead to.</param>
    public uint PlaceOf(FrontierItem page, ResourceKind kind) => Place(page, page.Depth + 1, kind);

    /// <summary>The key of a link.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="url">Its canonical text.</param>
    public ulong KeyOf(uint place, ReadOnlySpan<byte> url) => _hash.Of(place, url);

    /// <inheritdoc cref="KeyOf(uint, ReadOnlySpan{byte})"/>
    public ulong KeyOf(uint place, CrawlUrl url)
    {
        var most = Encoding.UTF8.GetMaxByteCount(url.Text.Length);
        Span<byte> text = most <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[most];
        return KeyOf(place, text[..Encoding.UTF8.GetBytes(url.Text, text)]);
    }

    /// <summary>Which links were admitted, as far as that is not forgotten.</summary>
    /// <param name="keys">The keys of the links.</param>
    /// <param name="answers">Gets true for each that was.</param>
    public void Contains(ReadOnlySpan<ulong> keys, Span<bool> answers)
    {
        var slots = _slots;
        if (slots.Length == 0)
        {
            answers[..keys.Length].Clear();
            return;
        }

        // Nothing else happens in between, so that the processor waits for memory once, and not once for each link.
        for (var i = 0; i < keys.Length; i++)
        {
            var slot = SlotOf(slots, keys[i]);
            answers[i] = (slots[slot] == keys[i]) | (slots[slot + 1] == keys[i]);
        }
    }

    /// <summary>Notes what is in the store now.</summary>
    /// <param name="items">The items that passed the gates, as they were committed.</param>
    public void Note(IReadOnlyList<FrontierItem> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                // The target of a redirect is fetched as it stands; a link of the same text may be rewritten before.
                if (item is { RedirectCount: 0, Kind: ResourceKind.Page or ResourceKind.Image })
                {
                    Add(KeyOf(Place(item, item.Depth, item.Kind), item.Url));
                }
            }
        }
    }

    private uint Place(FrontierItem item, int depth, ResourceKind kind) => (uint)HashCode.Combine(item.Seed, item.ScopeRoot, gates?.DepthAsJudged(item, depth), kind);

    /// <summary>The first slot of a key's pair, which a line of the cache holds whole.</summary>
    private static int SlotOf(ulong[] slots, ulong key) => (int)(uint)key & (slots.Length - 2);

    private static bool TryPut(ulong[] slots, ulong key)
    {
        var slot = SlotOf(slots, key);
        if (slots[slot] == key || slots[slot + 1] == key)
        {
            return false;
        }

        var isNew = slots[slot + 1] == 0;
        (slots[slot + 1], slots[slot]) = (slots[slot], key);
        return isNew;
    }

    private void Add(ulong key)
    {
        if (_used * 2 >= _slots.Length && _slots.Length < MostSlots)
        {
            Grow();
        }

        _used += TryPut(_slots, key) ? 1 : 0;
    }

    private void Grow()
    {
        var slots = new ulong[Math.Max(FirstSlots, _slots.Length * 2)];
        foreach (var key in _slots)
        {
            if (key != 0)
            {
                TryPut(slots, key);
            }
        }

        _slots = slots;
    }
}
