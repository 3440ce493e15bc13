using System.Runtime.InteropServices;
using AsyncCrawler.Scope;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Watches for pages that bring the same bytes again and again under one <see cref="PathTemplate"/>. Half the budget of them
/// slows the host down, all of it closes the template for good. Bounded: forgets the streak that was not continued for
/// longest, and never a closed template. Thread-safe.
/// </summary>
/// <param name="options">The budget.</param>
/// <param name="delay">The delay between two fetches from one host.</param>
internal sealed class ContentStreaks(TrapOptions options, TimeSpan delay)
{
    private const string ClosedNote = "frontier:closed:";
    private const int MaxStreaks = 10_000;

    // A site that closes more can be held by its page budget alone.
    private const int MaxClosed = 10_000;

    private readonly Dictionary<string, Streak> _streaks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    private readonly List<string> _newlyClosed = [];
    private readonly Lock _gate = new();
    private long _tick;
    private volatile bool _isAnyClosed;

    /// <summary>The trap that a page would lead into, in words; null when it leads into none, and for seeds.</summary>
    public string? Find(FrontierItem item)
    {
        if (!_isAnyClosed || item is not { Kind: ResourceKind.Page, IsSeed: false })
        {
            return null;
        }

        var template = PathTemplate.Write(item.Url, stackalloc char[PathTemplate.UsualLength]);
        var isClosed = IsClosed(template.Text);
        template.Clear();
        return isClosed ? $"{options.SamePages} pages in a row with the same content" : null;
    }

    /// <summary>Marks the leases of pages that turned out to lie in a trap after they were admitted.</summary>
    public IReadOnlyList<FrontierLease> Judge(IReadOnlyList<FrontierLease> leases)
    {
        FrontierLease[]? judged = null;
        for (var i = 0; _isAnyClosed && i < leases.Count; i++)
        {
            if (Find(leases[i].Item) is { } trap)
            {
                judged ??= [.. leases];
                judged[i] = leases[i] with { Trap = trap };
            }
        }

        return judged ?? leases;
    }

    /// <summary>Notes what a page brought.</summary>
    /// <param name="page">The page.</param>
    /// <param name="content">Its bytes; null when none were read.</param>
    /// <returns>How long the host is to be left alone, one delay more with each page; zero as long as all is well.</returns>
    public TimeSpan Note(FrontierItem page, ReadOnlyMemory<byte>? content)
    {
        if (options.SamePages is not { } most || content is not { } body || page.Kind != ResourceKind.Page)
        {
            return TimeSpan.Zero;
        }

        var template = PathTemplate.Write(page.Url, stackalloc char[PathTemplate.UsualLength]);
        var pages = Count(template.Text, body.Span, most);
        template.Clear();
        return delay * Math.Max(0, pages - (most / 2));
    }

    /// <summary>Notes the templates that were closed since it was last noted.</summary>
    public void WriteNotes(IDictionary<string, string> notes)
    {
        lock (_gate)
        {
            _newlyClosed.ForEach(template => notes[ClosedNote + template] = "");
            _newlyClosed.Clear();
        }
    }

    /// <summary>Goes on from the notes of an earlier run.</summary>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        _closed.UnionWith(notes.Keys.Where(name => name.StartsWith(ClosedNote, StringComparison.Ordinal)).Select(name => name[ClosedNote.Length..]));
        _isAnyClosed = _closed.Count > 0;
    }

    private bool IsClosed(ReadOnlySpan<char> template)
    {
        lock (_gate)
        {
            return _closed.GetAlternateLookup<ReadOnlySpan<char>>().Contains(template);
        }
    }

    /// <returns>How many pages in a row were the same, this one included; none when they close their template.</returns>
    private int Count(ReadOnlySpan<char> template, ReadOnlySpan<byte> body, int most)
    {
        var ends = ContentDigest.OfEnds(body);
        lock (_gate)
        {
            // Reading all of a page costs more than all else here, and most pages are seen to be others by their ends.
            ref var streak = ref CollectionsMarshal.GetValueRefOrAddDefault(_streaks.GetAlternateLookup<ReadOnlySpan<char>>(), template, out _);
            var content = streak.Ends == ends ? ContentDigest.Of(body) : (UInt128?)null;
            var pages = content is { } same && same == (streak.Content ?? same) ? streak.Pages + 1 : 1;
            streak = new Streak(ends, content, pages, ++_tick);
            if (pages >= most)
            {
                Close(template.ToString());
                return 0;
            }

            ForgetOldest();
            return pages;
        }
    }

    private void Close(string template)
    {
        _streaks.Remove(template);
        if (_closed.Count < MaxClosed && _closed.Add(template))
        {
            _newlyClosed.Add(template);
            _isAnyClosed = true;
        }
    }

    // A tenth at once, so that the search for the oldest costs little.
    private void ForgetOldest()
    {
        if (_streaks.Count <= MaxStreaks)
        {
            return;
        }

        foreach (var (template, _) in _streaks.OrderBy(entry => entry.Value.Tick).Take(MaxStreaks / 10).ToList())
        {
            _streaks.Remove(template);
        }
    }

    /// <param name="Ends">Of the last page.</param>
    /// <param name="Content">Of the last page; null for the first of a streak, which the second is compared with by the ends alone.</param>
    /// <param name="Pages">How many were the same.</param>
    /// <param name="Tick">When the last one came.</param>
    private readonly record struct Streak(UInt128 Ends, UInt128? Content, int Pages, long Tick);
}
