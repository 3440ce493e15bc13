using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>The hosts whose heads are in memory: the ones leased from last. Not thread-safe: its owner holds the lock.</summary>
/// <param name="capacity">Most hosts that nobody uses at the moment.</param>
internal sealed class LoadedHosts(int capacity)
{
    private readonly Dictionary<HostKey, LinkedListNode<HostHeads>> _hosts = [];
    private readonly LinkedList<HostHeads> _byUse = new();

    /// <summary>The host's heads, if they are in memory.</summary>
    public HostHeads? Find(HostKey host) => _hosts.TryGetValue(host, out var node) ? node.Value : null;

    /// <summary>The host's heads, empty and unread if they were not in memory; others that nobody uses may have to leave it. Give them back by <see cref="Release"/>.</summary>
    public HostHeads Use(HostKey host)
    {
        if (_hosts.TryGetValue(host, out var node))
        {
            _byUse.Remove(node);
        }
        else
        {
            MakeRoom();
            node = new LinkedListNode<HostHeads>(new HostHeads(host));
            _hosts.Add(host, node);
        }

        _byUse.AddFirst(node);
        node.Value.Users++;
        return node.Value;
    }

    /// <summary>Ends a use.</summary>
    public static void Release(HostHeads heads) => heads.Users--;

    // What leaves memory is on the disk too. Heads in use stay, or their users could drive each other out for ever.
    private void MakeRoom()
    {
        for (var node = _byUse.Last; node is not null && _hosts.Count >= capacity;)
        {
            var previous = node.Previous;
            if (node.Value.Users == 0)
            {
                _byUse.Remove(node);
                _hosts.Remove(node.Value.Host);
            }

            node = previous;
        }
    }
}
