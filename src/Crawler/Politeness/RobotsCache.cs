using System.Diagnostics;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Politeness;

/// <summary>
/// What is known of the robots.txt of each host key. Forgets what was not used for longest when it takes too much memory;
/// what is forgotten has to be asked for again. Not thread-safe: its owner holds the lock.
/// </summary>
/// <param name="capacityInBytes">About how much memory all rules may take.</param>
/// <param name="time">The clock.</param>
internal sealed class RobotsCache(long capacityInBytes, TimeProvider time)
{
    /// <summary>Some ten thousand sites with rules of ordinary length (promises R9).</summary>
    public const long DefaultCapacityInBytes = 64L * 1024 * 1024;

    /// <summary>How long rules that could not be had are not asked for again once the tries are used up.</summary>
    public static readonly TimeSpan GiveUpTime = TimeSpan.FromHours(1);

    // RFC 9309 §2.3.1.4: after a reasonably long time, for example 30 days, it may be taken for absent.
    private static readonly TimeSpan LongOutage = TimeSpan.FromDays(30);

    private const long EntryOverheadBytes = 400;

    private readonly Dictionary<HostKey, LinkedListNode<(HostKey Host, RobotsStanding Standing)>> _nodes = [];
    private readonly LinkedList<(HostKey Host, RobotsStanding Standing)> _byUse = [];
    private long _sizeInBytes;

    /// <summary>What is known of a host; null when it has to be asked first.</summary>
    public RobotsStanding? Find(HostKey host)
    {
        if (!_nodes.TryGetValue(host, out var node) || node.Value.Standing.FreshUntil <= time.GetTimestamp())
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node.Value.Standing;
    }

    /// <summary>Notes an answer.</summary>
    /// <param name="host">The host.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>When to ask again before anything else is fetched; null when the answer is one to work with.</returns>
    public TimeSpan? Note(HostKey host, RobotsAnswer answer)
    {
        var known = _nodes.GetValueOrDefault(host)?.Value.Standing;
        switch (answer)
        {
            case RobotsAnswer.Known good:
                Set(host, new RobotsStanding { Rules = good.Rules, FreshUntil = time.After(good.Lifetime) });
                return null;
            case RobotsAnswer.Unreachable bad when known is { Unreachable: null }:
                // RFC 9309 §2.4: a cached file may be used longer than a day while it is unreachable.
                Set(host, known with { FreshUntil = time.After(bad.RetryAfter ?? GiveUpTime) });
                return null;
            case RobotsAnswer.Unreachable { RetryAfter: { } delay }:
                return delay;
            case RobotsAnswer.Unreachable bad:
                GiveUp(host, bad, known?.FailingSince ?? time.GetTimestamp());
                return null;
            default:
                throw new UnreachableException();
        }
    }

    private void GiveUp(HostKey host, RobotsAnswer.Unreachable bad, long failingSince) => Set(host, new RobotsStanding
    {
        Rules = RobotsRules.AllowAll,
        Unreachable = time.GetElapsedTime(failingSince) < LongOutage ? new RobotsRefusal(bad.Reason, bad.Detail) : null,
        FreshUntil = time.After(GiveUpTime),
        FailingSince = failingSince,
    });

    private void Set(HostKey host, RobotsStanding standing)
    {
        if (_nodes.TryGetValue(host, out var node))
        {
            Forget(node);
        }

        _nodes.Add(host, _byUse.AddLast((host, standing)));
        _sizeInBytes += SizeOf(standing);
        while (_sizeInBytes > capacityInBytes && _byUse.First is { } oldest && _byUse.Count > 1)
        {
            Forget(oldest);
        }
    }

    private void Forget(LinkedListNode<(HostKey Host, RobotsStanding Standing)> node)
    {
        _byUse.Remove(node);
        _nodes.Remove(node.Value.Host);
        _sizeInBytes -= SizeOf(node.Value.Standing);
    }

    private static long SizeOf(RobotsStanding standing) => EntryOverheadBytes + standing.Rules.SizeInBytes;
}
