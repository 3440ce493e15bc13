using System.Runtime.InteropServices;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// The links of a page, each once per category: a hash table over the bytes in which the reply carries them. The hash is the
/// runtime's for texts, under a secret of this process, so that no page can make links collide. Not thread-safe.
/// </summary>
internal sealed class LinkTable
{
    // Powers of two, of which at most half is taken: enough for most pages, and what is kept for the next one.
    private const int InitialSlots = 128;
    private const int MostKept = 4096;

    private readonly LinkBuffer _links = new();
    private Slot[] _slots = new Slot[InitialSlots];

    private enum Category
    {
        Hyperlink = 1,
        Image,
        Other,
    }

    /// <summary>The links, in the order in which they were added.</summary>
    /// <returns>A copy.</returns>
    public EncodedLinks ToLinks() => _links.ToLinks();

    /// <summary>Adds a link. Where its URL is there already in its category, only those relations stay that both have.</summary>
    /// <param name="start">The first part of its URL.</param>
    /// <param name="rest">The second part.</param>
    /// <param name="source">Where it stood.</param>
    /// <param name="relations">Its relations.</param>
    /// <param name="budget">Asked whether there is room for a new one.</param>
    public void Add(ReadOnlySpan<byte> start, ReadOnlySpan<byte> rest, LinkSource source, LinkRelations relations, DocumentBudget budget)
    {
        var url = _links.Prepare(start, rest);
        var category = CategoryOf(source);
        var key = KeyOf(url, category);
        var slot = key & (_slots.Length - 1);
        for (; _slots[slot].IsTaken; slot = (slot + 1) & (_slots.Length - 1))
        {
            var place = _slots[slot].Place;
            if (_slots[slot].Key == key && CategoryOf(_links.SourceAt(place)) == category && _links.UrlAt(place).SequenceEqual(url))
            {
                _links.Restrict(place, relations);
                return;
            }
        }

        if (budget.TryTakeLink(url.Length))
        {
            _slots[slot] = new Slot(key, _links.Add(source, relations));
            if (_links.Count * 2 > _slots.Length)
            {
                Grow();
            }
        }
    }

    /// <summary>Forgets the links, and keeps the memory.</summary>
    public void Clear()
    {
        _links.Clear();
        if (_slots.Length <= MostKept)
        {
            Array.Clear(_slots);
        }
        else
        {
            _slots = new Slot[InitialSlots];
        }
    }

    private static int KeyOf(ReadOnlySpan<byte> url, Category category)
    {
        // Two bytes at a time; the last of an odd number is left over.
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(url));
        return hash + (url.Length % 2 == 0 ? 0 : url[^1] << 2) + (int)category;
    }

    private static Category CategoryOf(LinkSource source) => source.IsHyperlink() ? Category.Hyperlink : source.IsImage() ? Category.Image : Category.Other;

    private void Grow()
    {
        var slots = new Slot[_slots.Length * 2];
        foreach (var entry in _slots)
        {
            if (entry.IsTaken)
            {
                var slot = entry.Key & (slots.Length - 1);
                while (slots[slot].IsTaken)
                {
                    slot = (slot + 1) & (slots.Length - 1);
                }

                slots[slot] = entry;
            }
        }

        _slots = slots;
    }

    // Places begin at 0, and an empty slot is all zeros.
    private readonly struct Slot(int key, int place)
    {
        private readonly int _next = place + 1;

        public int Key { get; } = key;

        public int Place => _next - 1;

        public bool IsTaken => _next > 0;
    }
}
