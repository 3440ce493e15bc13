using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Says which host is next: a heap of hosts ordered by the time at which they may be asked. A host stands in the heap when,
/// and only when, it has something wanted and room for a fetch, so finding the next one costs O(log hosts) and no scan.
/// Not thread-safe: its owner holds <see cref="HostThrottles.Gate"/>.
/// </summary>
/// <param name="limits">How often this crawl wants a host to be asked at most.</param>
/// <param name="throttles">When each host may be asked, by all crawls together.</param>
/// <param name="wake">Called when a host may be ready earlier than it seemed, because of another crawl.</param>
/// <param name="time">The clock.</param>
internal sealed class HostScheduler(PolitenessOptions limits, HostThrottles throttles, Action wake, TimeProvider time)
{
    private readonly Dictionary<HostKey, HostSlot> _slots = [];
    private readonly PriorityQueue<HostSlot, long> _heap = new();
    private bool _wantsNewPages = true;

    /// <summary>How often this crawl wants a host to be asked at most.</summary>
    public PolitenessOptions Limits => limits;

    /// <summary>Items that wait and are wanted.</summary>
    public long Wanted { get; private set; }

    /// <summary>Hosts known.</summary>
    public int Hosts => _slots.Count;

    /// <summary>Tells that a host has more items to lease.</summary>
    public void Add(HostKey host, long newPages, long others)
    {
        var slot = SlotOf(host);
        slot.NewPages += newPages;
        slot.Others += others;
        Wanted += others + (_wantsNewPages ? newPages : 0);
        slot.NothingReadyBefore = 0;
        Schedule(slot);
    }

    /// <summary>
    /// Tells what an earlier run left of a host. It counts as asked just now: when it really was asked last, nobody knows any
    /// more, and no request may come closer to that one than the delay (promise R13).
    /// </summary>
    public void Restore(HostBacklog backlog)
    {
        SlotOf(backlog.Host).Throttle.Restart(time.GetTimestamp());
        Add(backlog.Host, backlog.NewPages, backlog.Others);
    }

    /// <summary>From now on only images, and pages that were tried before, are wanted: the page limit is reached.</summary>
    public void StopWantingNewPages()
    {
        _wantsNewPages = false;
        Wanted = _slots.Values.Sum(slot => slot.Others);
    }

    /// <summary>Takes the next host that may be asked now.</summary>
    /// <param name="most">Most fetches to make room for.</param>
    /// <param name="now">The timestamp of now.</param>
    /// <param name="count">How many fetches there is room for; the host is charged with them.</param>
    /// <param name="dueAt">The timestamp of the next host when none is ready now; null when none waits for its time.</param>
    /// <returns>The host, or null when none is ready.</returns>
    public HostSlot? TryTake(int most, long now, out int count, out long? dueAt)
    {
        while (_heap.TryPeek(out var slot, out var scheduledAt))
        {
            if (slot.ScheduledAt != scheduledAt || !HasWork(slot) || slot.Throttle.Room <= 0)
            {
                Unschedule(slot, scheduledAt);
                continue;
            }

            if (ReadyAt(slot) > scheduledAt)
            {
                Unschedule(slot, scheduledAt);
                Schedule(slot);
                continue;
            }

            if (scheduledAt > now)
            {
                (count, dueAt) = (0, scheduledAt);
                return null;
            }

            Unschedule(slot, scheduledAt);
            count = (int)Math.Clamp(WantedOf(slot), 1, Math.Min(slot.Throttle.Room, most));
            slot.Throttle.Reserve(slot, count);
            slot.InFlight += count;
            dueAt = null;
            return slot;
        }

        (count, dueAt) = (0, null);
        return null;
    }

    /// <summary>Tells what the store gave for a taken host.</summary>
    /// <param name="slot">The host.</param>
    /// <param name="asked">How many fetches it was charged with.</param>
    /// <param name="leases">What was leased.</param>
    /// <param name="begun">How many of the leases will be fetched.</param>
    /// <param name="nothingReadyBefore">The timestamp before which the store has no more; null when it did not say.</param>
    public void Taken(HostSlot slot, int asked, IReadOnlyList<FrontierLease> leases, int begun, long? nothingReadyBefore)
    {
        Begin(slot, asked, begun);
        foreach (var lease in leases)
        {
            if (lease.IsNewPage)
            {
                slot.NewPages--;
                Wanted -= _wantsNewPages ? 1 : 0;
            }
            else
            {
                slot.Others--;
                Wanted--;
            }
        }

        slot.NothingReadyBefore = leases.Count == asked ? 0 : nothingReadyBefore ?? 0;
        Schedule(slot);
    }

    /// <summary>Tells that a taken host is asked for a robots.txt, and for nothing else.</summary>
    /// <param name="slot">The host.</param>
    /// <param name="asked">How many fetches it was charged with.</param>
    public void TakenForRobots(HostSlot slot, int asked)
    {
        Begin(slot, asked, 1);
        Schedule(slot);
    }

    /// <summary>Queues a request for a robots.txt that another host redirected.</summary>
    public void AddRobotsRequest(FrontierLease request)
    {
        var slot = SlotOf(request.Item.Url.Host);
        slot.RobotsRequests.Enqueue(request);
        slot.NothingReadyBefore = 0;
        Schedule(slot);
    }

    /// <summary>Tells that a fetch from a host ended.</summary>
    public void Ended(HostKey host, TimeSpan? pause)
    {
        var slot = SlotOf(host);
        slot.InFlight--;
        slot.Throttle.End(pause, time.GetTimestamp());
    }

    /// <summary>Tells that a host may have room again.</summary>
    public void TryAgain(HostSlot slot)
    {
        Schedule(slot);
        wake();
    }

    /// <summary>Ends the crawl's part in the throttles: what was under way is over, however it ended.</summary>
    public void LeaveAll()
    {
        foreach (var slot in _slots.Values)
        {
            for (; slot.InFlight > 0; slot.InFlight--)
            {
                slot.Throttle.End(null, time.GetTimestamp());
            }

            if (slot.IsAskingForRobots)
            {
                slot.Throttle.Robots.IsUnderWay = false;
                slot.Throttle.TellUsers();
            }

            throttles.Leave(slot.Host, slot);
        }

        _slots.Clear();
    }

    /// <summary>The slot of a host; a new one when the host was unknown.</summary>
    public HostSlot SlotOf(HostKey host)
    {
        if (!_slots.TryGetValue(host, out var slot))
        {
            slot = new HostSlot(host, this, throttles);
            _slots.Add(host, slot);
        }

        return slot;
    }

    /// <summary>Puts a host into its place after something about it has changed.</summary>
    public void Schedule(HostSlot slot)
    {
        if (HasWork(slot) && slot.Throttle.Room > 0 && ReadyAt(slot) is var readyAt && (slot.ScheduledAt is not { } at || at > readyAt))
        {
            // An older, later entry of the slot stays in the heap and is recognised by its timestamp.
            slot.ScheduledAt = readyAt;
            _heap.Enqueue(slot, readyAt);
        }
    }

    /// <summary>True when a host has something that may be asked for as soon as it has room.</summary>
    public bool HasWork(HostSlot slot) => slot.RobotsRequests.Count > 0 || (!(Obeys && slot.Throttle.Robots.IsUnderWay) && WantedOf(slot) > 0);

    private bool Obeys => limits.Robots == Obedience.Obey;

    private long WantedOf(HostSlot slot) => slot.Others + (_wantsNewPages ? slot.NewPages : 0);

    // When the host can be asked next, as far as is known.
    private long ReadyAt(HostSlot slot) =>
        Math.Max(slot.Throttle.ReadyAtFor(slot), Math.Max(slot.NothingReadyBefore, Obeys ? slot.Throttle.Robots.RetryAt : 0));

    private void Begin(HostSlot slot, int asked, int begun)
    {
        slot.InFlight -= asked - begun;
        slot.Throttle.Begin(asked, begun, time.GetTimestamp());
    }

    private void Unschedule(HostSlot slot, long scheduledAt)
    {
        _heap.Dequeue();
        if (slot.ScheduledAt == scheduledAt)
        {
            slot.ScheduledAt = null;
        }
    }
}
