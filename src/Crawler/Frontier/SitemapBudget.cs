using System.Globalization;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// How many sitemaps each host has brought into the frontier, those at the customary place left aside. Bounded: a host of which
/// tens of thousands of others had sitemaps since begins anew. Not thread-safe: its owner holds the lock.
/// </summary>
internal sealed class SitemapBudget
{
    /// <summary>Hosts that are remembered at least, and half of those that are remembered at most.</summary>
    public const int HostsRemembered = 25_000;

    /// <summary>How the notes of an earlier run begin that <see cref="Restore"/> takes.</summary>
    public const string Note = "frontier:taken:sitemaps:";

    // So that no site can keep a crawl busy with lists (promises S15).
    private const int MaxPerHost = 500;

    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private Dictionary<string, int> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, int> _older = new(StringComparer.Ordinal);

    /// <summary>Why there is no room for another sitemap of a host; null when there is.</summary>
    public AdmissionDecision? Find(HostKey host) => CountOf(host.Text) >= MaxPerHost
        ? new AdmissionDecision(AdmissionRefusal.SitemapNotNeeded, $"more than {MaxPerHost} sitemaps of one host")
        : null;

    /// <summary>Counts sitemaps of a host; a negative number gives their room back.</summary>
    public void Add(HostKey host, int count)
    {
        Set(host.Text, Math.Max(0, CountOf(host.Text) + count));
        _changed.Add(host.Text);
    }

    /// <summary>Notes what has changed since it was last noted.</summary>
    public void WriteNotes(IDictionary<string, string> notes)
    {
        foreach (var host in _changed)
        {
            notes[Note + host] = CountOf(host).ToString(CultureInfo.InvariantCulture);
        }

        _changed.Clear();
    }

    /// <summary>Goes on from a note of an earlier run.</summary>
    public void Restore(string name, long count) => Set(name[Note.Length..], (int)Math.Min(count, MaxPerHost));

    private int CountOf(string host) => _recent.TryGetValue(host, out var count) ? count : _older.GetValueOrDefault(host);

    private void Set(string host, int count)
    {
        if (_recent.Count >= HostsRemembered && !_recent.ContainsKey(host))
        {
            (_older, _recent) = (_recent, new Dictionary<string, int>(StringComparer.Ordinal));
            _changed.RemoveWhere(changed => !_older.ContainsKey(changed));
        }

        _recent[host] = count;
    }
}
