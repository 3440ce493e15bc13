using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// The hosts of one crawl that have something to do: at most a number of them, the others rest in the store alone until there is
/// room. Counts what waits, and keeps each host in its place on the <see cref="Workbench"/>. Not thread-safe: its owner holds
/// <see cref="HostThrottles.Gate"/>.
/// </summary>
/// <param name="limits">How often this crawl wants a host to be asked at most.</param>
/// <param name="options">Most hosts to keep in memory, those left aside that are under way, and what single sites want.</param>
/// <param name="throttles">When each host may be asked, by all crawls together.</param>
/// <param name="wake">Told, when another crawl or an event of this one has changed something, before when no host is ready.</param>
internal sealed class HostScheduler(PolitenessOptions limits, FrontierOptions options, HostThrottles throttles, Action<long> wake)
{
    // Idle hosts are looked for when there are enough of them to be worth the look at all.
    private readonly int _idleWorthASweep = Math.Max(1, options.MaxHostsInMemory / 64);
    private readonly Dictionary<HostKey, HostSlot> _slots = [];
    private readonly Dictionary<AddressThrottle, WorkbenchEntry> _entries = [];
    private readonly Workbench _workbench = new();
    private readonly SiteDelays _siteDelays = new(options.Sites);
    private BacklogTally _all;
    private BacklogTally _held;
    private int _idle;
    private bool _wantsNewPages = true;

    /// <summary>How often this crawl wants a host to be asked at most.</summary>
    public PolitenessOptions Limits => limits;

    /// <summary>Least time between two fetches from a host that this crawl wants.</summary>
    public TimeSpan DelayOf(HostKey host) => _siteDelays.Of(host) is var site && site > limits.Delay ? site : limits.Delay;

    /// <summary>Fetches under way.</summary>
    public int Fetching { get; private set; }

    /// <summary>Items that wait and are wanted.</summary>
    public long Wanted => _all.Wanted(_wantsNewPages);

    /// <summary>True when hosts rest in the store whose items are wanted, and there is room for them here.</summary>
    public bool WantsResting => _held.Wanted(_wantsNewPages) < Wanted && (_slots.Count < options.MaxHostsInMemory || _idle >= _idleWorthASweep);

    /// <summary>The timestamp at which the next host may be asked; the greatest of all when none waits for its time.</summary>
    public long NextAt => _workbench.NextAt;

    /// <summary>The hosts in memory.</summary>
    public IReadOnlyCollection<HostSlot> Slots => _slots.Values;

    /// <summary>True when no earlier run asked any host, so that none is owed anything but by what is in memory.</summary>
    public bool IsFirstRun { get; private set; } = true;

    /// <summary>Tells what an earlier run left, of all hosts together.</summary>
    public void Restore(BacklogTally left) => (_all, IsFirstRun) = (left, false);

    /// <summary>Tells that a host has more items to lease.</summary>
    public void Add(HostKey host, long newPages, long others)
    {
        _all = _all.Plus(newPages, others);
        if (FindOrMake(host) is { } slot)
        {
            slot.Additions++;
            slot.NothingReadyBefore = 0;
            Hold(slot, newPages, others);
            wake(NextAt);
        }
    }

    /// <summary>Tells what the store holds of a host. It may be a moment old: what it misses is told again later.</summary>
    /// <param name="backlog">What it holds.</param>
    /// <param name="isNews">True when it changes something.</param>
    /// <returns>False when there is no room for the host.</returns>
    public bool TryRefresh(HostBacklog backlog, out bool isNews)
    {
        isNews = false;
        if (new BacklogTally(backlog.NewPages, backlog.Others).Wanted(_wantsNewPages) <= 0)
        {
            return true;
        }

        if (FindOrMake(backlog.Host) is not { } slot)
        {
            return false;
        }

        isNews = slot.NewPages != backlog.NewPages || slot.Others != backlog.Others;
        Hold(slot, backlog.NewPages - slot.NewPages, backlog.Others - slot.Others);
        return true;
    }

    /// <summary>From now on only images, and pages that were tried before, are wanted: the page limit is reached.</summary>
    public void StopWantingNewPages() => _wantsNewPages = false;

    /// <summary>Takes the next host that may be asked now.</summary>
    /// <param name="most">Most fetches to make room for.</param>
    /// <param name="now">The timestamp of now.</param>
    /// <param name="count">How many fetches there is room for; the host is charged with them.</param>
    /// <returns>The host, or null when none is ready: then <see cref="NextAt"/> is exact.</returns>
    public HostSlot? TryTake(int most, long now, out int count)
    {
        if (_workbench.TryTake(now) is not { } slot)
        {
            count = 0;
            return null;
        }

        count = (int)Math.Clamp(WantedOf(slot), 1, Math.Min(slot.Room, most));
        slot.InFlight += count;
        slot.Takers++;
        slot.Throttle.Reserve(slot, count);
        _workbench.Put(slot.Entry);
        return slot;
    }

    /// <summary>Tells what the store gave for a taken host.</summary>
    /// <param name="slot">The host.</param>
    /// <param name="asked">How many fetches it was charged with.</param>
    /// <param name="leases">What was leased.</param>
    /// <param name="begun">How many of the leases will be fetched.</param>
    /// <param name="additions">The slot's additions when the store was asked.</param>
    /// <param name="nothingReadyBefore">The timestamp before which the store has no more; null when it did not say.</param>
    public void Taken(HostSlot slot, int asked, IReadOnlyList<FrontierLease> leases, int begun, int additions, long? nothingReadyBefore)
    {
        for (var i = 0; i < leases.Count; i++)
        {
            var newPages = leases[i].IsNewPage ? 1 : 0;
            _all = _all.Plus(-newPages, newPages - 1);
            Hold(slot, -newPages, newPages - 1);
        }

        slot.NothingReadyBefore = leases.Count == asked ? 0 : nothingReadyBefore ?? 0;
        if (leases.Count < asked && nothingReadyBefore is null && additions == slot.Additions && slot.Takers == 1)
        {
            // The store has no more, whatever the slot says; but what others have taken and not yet told of is still in the slot.
            Hold(slot, _wantsNewPages ? -slot.NewPages : 0, -slot.Others);
        }

        Began(slot, asked, begun);
    }

    /// <summary>Tells that of the fetches which a taken host was charged with some begin.</summary>
    public void Began(HostSlot slot, int asked, int begun)
    {
        Fetching += begun;
        slot.InFlight -= asked - begun;
        slot.Takers--;
        slot.Throttle.Begin(asked, begun);
        _workbench.Put(slot);
        CountIfIdle(slot);

        // Somebody else may have looked while the host was taken, and waits now.
        wake(NextAt);
    }

    /// <summary>Queues a request for a robots.txt that another host redirected.</summary>
    public void AddRobotsRequest(FrontierLease request)
    {
        var slot = SlotOf(request.Item.Url.Host);
        slot.RobotsRequests.Enqueue(request);
        slot.NothingReadyBefore = 0;
        _workbench.Put(slot);
        wake(NextAt);
    }

    /// <summary>Tells that a fetch from a host ended.</summary>
    /// <param name="host">The host.</param>
    /// <param name="load">How it bore the fetch.</param>
    /// <param name="pause">How long it asked to be left alone; null when it did not.</param>
    public void Ended(HostKey host, HostLoad load, TimeSpan? pause)
    {
        Fetching--;
        var slot = SlotOf(host);
        slot.InFlight--;
        slot.Throttle.End(load, pause);
    }

    /// <summary>Tells that a host may have room again, or be at another address.</summary>
    public void TryAgain(HostSlot slot)
    {
        if (slot.IsForgotten)
        {
            return;
        }

        if (slot.Entry.Address != slot.Throttle.Address)
        {
            LeaveEntry(slot);
            slot.ScheduledAt = null;
            slot.Entry = EnterAt(slot.Throttle.Address);
        }

        _workbench.Put(slot);
        CountIfIdle(slot);
        wake(NextAt);
    }

    /// <summary>Tells that an address may have room again.</summary>
    public void TryAgain(WorkbenchEntry entry)
    {
        _workbench.Put(entry);
        wake(NextAt);
    }

    /// <summary>The entry of an address, which has one slot more from now on.</summary>
    public WorkbenchEntry EnterAt(AddressThrottle address)
    {
        if (!_entries.TryGetValue(address, out var entry))
        {
            entry = new WorkbenchEntry(address, this);
            _entries.Add(address, entry);
        }

        entry.Slots++;
        return entry;
    }

    /// <summary>True when a host has something that may be asked for as soon as it has room.</summary>
    public bool HasWork(HostSlot slot) =>
        !slot.IsBeingIntroduced
        && (slot.RobotsRequests.Count > 0 || (!(limits.Robots == Obedience.Obey && slot.Throttle.Robots.IsUnderWay) && WantedOf(slot) > 0));

    /// <summary>Items of a host that wait and are wanted.</summary>
    public long WantedOf(HostSlot slot) => new BacklogTally(slot.NewPages, slot.Others).Wanted(_wantsNewPages);

    /// <summary>The slot of a host; a new one when the host was not in memory, whether there is room or not.</summary>
    public HostSlot SlotOf(HostKey host)
    {
        if (!_slots.TryGetValue(host, out var slot))
        {
            slot = new HostSlot(host, this, throttles);
            slot.IsIntroduced = IsFirstRun && slot.Throttle.IsLocated;
            _slots.Add(host, slot);
        }

        return slot;
    }

    /// <summary>Ends the crawl's part in the throttles: what was under way is over, however it ended.</summary>
    public void LeaveAll()
    {
        foreach (var slot in _slots.Values)
        {
            for (; slot.InFlight > 0; slot.InFlight--)
            {
                slot.Throttle.End(HostLoad.Unknown, null);
            }

            if (slot.IsAskingForRobots)
            {
                slot.Throttle.Robots.IsUnderWay = false;
                slot.Throttle.TellUsers();
            }

            Forget(slot);
        }

        _slots.Clear();
        Fetching = 0;
    }

    private HostSlot? FindOrMake(HostKey host)
    {
        if (_slots.Count >= options.MaxHostsInMemory && !_slots.ContainsKey(host))
        {
            SweepIdle();
            if (_slots.Count >= options.MaxHostsInMemory)
            {
                return null;
            }
        }

        return SlotOf(host);
    }

    private void SweepIdle()
    {
        if (_idle < _idleWorthASweep)
        {
            return;
        }

        _idle = 0;
        foreach (var (host, slot) in _slots)
        {
            if (slot.IsIdle)
            {
                Forget(slot);
                _slots.Remove(host);
            }
        }
    }

    private void Forget(HostSlot slot)
    {
        slot.IsForgotten = true;
        LeaveEntry(slot);
        throttles.Leave(slot.Host, slot);
    }

    private void LeaveEntry(HostSlot slot)
    {
        slot.Entry.Slots--;
        if (slot.Entry.Slots == 0)
        {
            slot.Entry.Address.Leave(slot.Entry);
            _entries.Remove(slot.Entry.Address);
        }
    }

    private void Hold(HostSlot slot, long newPages, long others)
    {
        slot.NewPages += newPages;
        slot.Others += others;
        _held = _held.Plus(newPages, others);
        _workbench.Put(slot);
    }

    // May count one twice: then a look finds fewer than hoped, and begins to count anew.
    private void CountIfIdle(HostSlot slot) => _idle += slot.IsIdle ? 1 : 0;
}
