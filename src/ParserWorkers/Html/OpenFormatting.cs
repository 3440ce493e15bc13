using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The list of active formatting elements (HTML §13.2.4.3), and how often its elements were opened again.</summary>
internal sealed class OpenFormatting
{
    // §13.2.4.3, the "Noah's Ark clause": a fourth one alike drops the first.
    private const int MostAlike = 3;

    private const int NothingLost = int.MaxValue;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(HtmlTag Tag, int Fingerprint), int> _alike = [];
    private int _firstLost = NothingLost;

    /// <summary>Elements in the list.</summary>
    public int Count => _entries.Count;

    /// <summary>Elements that were opened again so far, each as often as it was.</summary>
    public long Reopened { get; private set; }

    /// <summary>Adds an element.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="fingerprint">Its attributes.</param>
    /// <param name="level">Blocks around it.</param>
    public void Open(HtmlTag tag, int fingerprint, int level)
    {
        var alike = _alike.GetValueOrDefault((tag, fingerprint));
        if (alike >= MostAlike)
        {
            RemoveAt(_entries.FindIndex(entry => entry.Fingerprint == fingerprint && entry.Tag == tag));
            alike--;
        }

        _alike[(tag, fingerprint)] = alike + 1;
        _entries.Add(new Entry(tag, fingerprint, level));
    }

    /// <summary>Takes the latest element of a tag out.</summary>
    /// <param name="tag">The tag.</param>
    public void Close(HtmlTag tag)
    {
        var last = _entries.FindLastIndex(entry => entry.Tag == tag);
        if (last >= 0)
        {
            RemoveAt(last);
        }
    }

    /// <summary>A block ended: what was opened inside it is not open any more, but still in the list.</summary>
    /// <param name="level">The blocks around it.</param>
    public void Lose(int level)
    {
        var first = _entries.Count;
        while (first > 0 && _entries[first - 1].Level > level)
        {
            first--;
        }

        _firstLost = first < _entries.Count ? Math.Min(first, _firstLost) : _firstLost;
    }

    /// <summary>A table cell ended: what was opened inside it is forgotten.</summary>
    /// <param name="level">The blocks around it.</param>
    public void Forget(int level)
    {
        while (_entries is [.., var last] && last.Level > level)
        {
            RemoveAt(_entries.Count - 1);
        }
    }

    /// <summary>Text or an element came: what was lost is opened again.</summary>
    /// <param name="level">The blocks around it.</param>
    public void Reopen(int level)
    {
        for (; _firstLost < _entries.Count; _firstLost++)
        {
            Reopened++;
            _entries[_firstLost] = _entries[_firstLost] with { Level = level };
        }

        _firstLost = NothingLost;
    }

    private void RemoveAt(int index)
    {
        var (tag, fingerprint, _) = _entries[index];
        _alike[(tag, fingerprint)]--;
        _entries.RemoveAt(index);
        _firstLost = index < _firstLost && _firstLost != NothingLost ? _firstLost - 1 : _firstLost;
    }

    private readonly record struct Entry(HtmlTag Tag, int Fingerprint, int Level);
}
