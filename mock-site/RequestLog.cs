using System.Collections.Concurrent;

namespace AsyncCrawler.MockSite;

/// <summary>Counts requests where they arrive. Thread-safe.</summary>
internal sealed class RequestLog(bool recordTargets)
{
    private readonly ConcurrentDictionary<string, int> _targets = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>Requests received so far, of whatever outcome.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>A copy of the counts per target (path and query as sent); empty when targets are not recorded.</summary>
    public IReadOnlyDictionary<string, int> Snapshot() => new Dictionary<string, int>(_targets, StringComparer.Ordinal);

    /// <summary>Counts one request.</summary>
    public void Add(string pathAndQuery)
    {
        Interlocked.Increment(ref _total);
        if (recordTargets)
        {
            _targets.AddOrUpdate(pathAndQuery, 1, static (_, count) => count + 1);
        }
    }
}
