namespace AsyncCrawler.Frontier;

/// <summary>
/// Which host is next, in two levels as in BUbiNG: addresses ordered by the time of their first host, and under each its hosts
/// by theirs. What has no room stands nowhere until it has: a host while it is fetched from, and an address with all its hosts
/// while it has all the fetches it may have. So taking costs O(log addresses + log hosts of an address), without a scan, even
/// where thousands of hosts wait for one machine. Not thread-safe.
/// </summary>
internal sealed class Workbench
{
    private readonly PriorityQueue<WorkbenchEntry, long> _entries = new();

    /// <summary>No host is ready before this timestamp; the last of all when none waits. It may be a little too early.</summary>
    public long NextAt => _entries.TryPeek(out _, out var at) ? at : long.MaxValue;

    /// <summary>Puts a host into its place, unless it has nothing to do or no room.</summary>
    public void Put(HostSlot slot)
    {
        if (slot.IsEligible && (slot.ScheduledAt is not { } at || at > slot.ReadyAt))
        {
            // An older, later place of the slot stays in the heap and is recognised by its timestamp.
            slot.ScheduledAt = slot.ReadyAt;
            slot.Entry.Hosts.Enqueue(slot, slot.ReadyAt);
            Put(slot.Entry);
        }
    }

    /// <summary>Puts an address into its place, unless no host of it waits or it has no room.</summary>
    public void Put(WorkbenchEntry entry)
    {
        if (entry.Address.Room > 0 && entry.Hosts.TryPeek(out _, out var first) && (entry.ScheduledAt is not { } at || at > first))
        {
            entry.ScheduledAt = first;
            _entries.Enqueue(entry, first);
        }
    }

    /// <summary>Takes the next host, and its address with it: both come back by Put.</summary>
    /// <param name="now">The timestamp of now.</param>
    /// <returns>The host, or null when none is ready: then <see cref="NextAt"/> is exact.</returns>
    public HostSlot? TryTake(long now)
    {
        while (_entries.TryPeek(out var entry, out var at))
        {
            var isFirst = entry.ScheduledAt == at && entry.Address.Room > 0 && FirstOf(entry) == at;
            if (isFirst && at > now)
            {
                return null;
            }

            _entries.Dequeue();
            entry.ScheduledAt = entry.ScheduledAt == at ? null : entry.ScheduledAt;
            if (isFirst)
            {
                var slot = entry.Hosts.Dequeue();
                slot.ScheduledAt = null;
                return slot;
            }

            Put(entry);
        }

        return null;
    }

    /// <summary>The time of an entry's first host, after what no longer holds has left the heap; null when none waits.</summary>
    private static long? FirstOf(WorkbenchEntry entry)
    {
        while (entry.Hosts.TryPeek(out var slot, out var at))
        {
            var isCurrent = slot.Entry == entry && slot.ScheduledAt == at;
            if (isCurrent && slot.IsEligible && slot.ReadyAt <= at)
            {
                return at;
            }

            entry.Hosts.Dequeue();
            if (isCurrent && slot.IsEligible)
            {
                slot.ScheduledAt = slot.ReadyAt;
                entry.Hosts.Enqueue(slot, slot.ReadyAt);
            }
            else if (isCurrent)
            {
                slot.ScheduledAt = null;
            }
        }

        return null;
    }
}
