using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Whose turn it is: waits until a host may be asked, gets to know it, asks for its robots.txt, and leases from it. Knows too
/// when no turn will ever come. Thread-safe; only one caller at a time may wait in <see cref="NextAsync(int, CancellationToken)"/>.
/// </summary>
internal sealed class HostTurns : IDisposable
{
    // A wait is lengthened by so small a part of the delay that no site and no crawl could tell, and never by much: docs/decisions/0014.
    private const int TicksPerDelay = 500;

    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(10);

    private readonly IFrontierStore _store;
    private readonly FrontierOptions _options;
    private readonly TimeProvider _time;
    private readonly SteadyClock _clock;
    private readonly HostScheduler _scheduler;
    private readonly HostIntroduction _introduction;
    private readonly RestingHosts _resting;
    private readonly RobotsGate _robots;
    private readonly QuiescenceDetector _quiescence = new();
    private readonly PageLimit _pages;
    private readonly WakeSignal _wake;
    private readonly Lock _gate;
    private volatile bool _isStopped;

    /// <param name="store">Where the items rest.</param>
    /// <param name="options">How much is wanted.</param>
    /// <param name="politeness">How often a host may be asked.</param>
    /// <param name="throttles">When each host may be asked.</param>
    /// <param name="clock">The time of day.</param>
    /// <param name="time">The clock.</param>
    public HostTurns(
        IFrontierStore store, FrontierOptions options, PolitenessOptions politeness, HostThrottles throttles, SteadyClock clock, TimeProvider time)
    {
        _store = store;
        _options = options;
        _time = time;
        _clock = clock;
        _gate = throttles.Gate;
        _wake = new WakeSignal(TickFor(politeness.Delay), time);
        _pages = new PageLimit(options.MaxPages);
        _scheduler = new HostScheduler(politeness, options, throttles, _wake.SetIfBefore);
        _introduction = new HostIntroduction(store, throttles, _scheduler, clock);
        _resting = new RestingHosts(store, _scheduler, _gate);
        _robots = new RobotsGate(politeness.Robots, throttles.Robots, time);
    }

    /// <summary>Which pages lead into a trap, as is known when their turn comes.</summary>
    public required ContentStreaks Streaks { private get; init; }

    /// <summary>True after <see cref="Stop"/>.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Fetches under way.</summary>
    public int Fetching
    {
        get
        {
            lock (_gate)
            {
                return _scheduler.Fetching;
            }
        }
    }

    /// <summary>What waits and is wanted, and what is under way.</summary>
    public (long Waiting, long UnderWay) CountOpen()
    {
        lock (_gate)
        {
            return (_scheduler.Wanted, _quiescence.Leased);
        }
    }

    /// <summary>How the crawl stands with the hosts in memory.</summary>
    public IReadOnlyList<HostState> ListHosts()
    {
        lock (_gate)
        {
            return [.. _scheduler.Slots.Select(slot => new HostState(
                slot.Host, _scheduler.WantedOf(slot), slot.InFlight, slot.Throttle.Delay, _scheduler.HasWork(slot) ? _clock.TimeOf(slot.ReadyAt) : null))];
        }
    }

    /// <summary>Announces somebody who will add items later.</summary>
    public void FeederJoined()
    {
        lock (_gate)
        {
            _quiescence.FeederJoined();
        }
    }

    /// <summary>Tells that a feeder will add nothing more.</summary>
    public void FeederLeft()
    {
        lock (_gate)
        {
            _quiescence.FeederLeft();
        }

        _wake.Set();
    }

    /// <summary>Gives no more turns.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        _wake.Set();
    }

    /// <summary>Tells what earlier runs left.</summary>
    /// <param name="left">Items that wait.</param>
    /// <param name="pages">Pages that count against the limit.</param>
    public void Restore(BacklogTally left, long pages)
    {
        lock (_gate)
        {
            _scheduler.Restore(left);
            _pages.Add(pages);
            StopAtPageLimit();
        }
    }

    /// <summary>Waits until a host may be asked, and leases from it.</summary>
    /// <param name="most">Most leases to give; at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when nothing is left, or after <see cref="Stop"/>.</returns>
    public ValueTask<HostTurn?> NextAsync(int most, CancellationToken cancellationToken) => NextAsync(most, waits: true, cancellationToken);

    /// <summary>Leases from a host that may be asked now. Follows an <see cref="EndFetch"/> that did not wake anybody.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Null when there is no such host: then the one that waits knows when the next one's time comes.</returns>
    public ValueTask<HostTurn?> TryNextAsync(CancellationToken cancellationToken) => NextAsync(1, waits: false, cancellationToken);

    /// <summary>Tells that items wait, new ones or again.</summary>
    /// <param name="items">The items.</param>
    /// <param name="areTried">True when they were tried before.</param>
    public void Add(IReadOnlyList<FrontierItem> items, bool areTried)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                var isNewPage = item.Kind == ResourceKind.Page && !areTried;
                _scheduler.Add(item.Url.Host, isNewPage ? 1 : 0, isNewPage ? 0 : 1);
            }
        }
    }

    /// <summary>Tells that a fetch ended: the host's delay begins, its room is free.</summary>
    /// <param name="host">The host.</param>
    /// <param name="load">How it bore the fetch.</param>
    /// <param name="pause">How long it asked to be left alone; null when it did not.</param>
    /// <param name="asksNext">True when the caller calls <see cref="TryNextAsync"/> at once: then nobody is woken for what it will find.</param>
    /// <returns>What it is owed from now on, when that has changed in a way that must outlive the process; otherwise null.</returns>
    public HostDebt? EndFetch(HostKey host, HostLoad load, TimeSpan? pause, bool asksNext)
    {
        lock (_gate)
        {
            var throttle = _scheduler.SlotOf(host).Throttle;
            var owed = throttle.OwedDelay;
            _wake.IsHeld = asksNext;
            _scheduler.Ended(host, load, pause);
            _wake.IsHeld = false;
            var isChanged = pause is not null || load == HostLoad.Overloaded || (owed > TimeSpan.Zero && throttle.OwedDelay == TimeSpan.Zero);
            return isChanged ? DebtOf(host, throttle) : null;
        }
    }

    /// <summary>Queues a request for robots.txt that was redirected.</summary>
    public void ForwardRobots(FrontierLease request)
    {
        lock (_gate)
        {
            _scheduler.AddRobotsRequest(request);
        }
    }

    /// <summary>Tells what came of a request for a host's robots.txt.</summary>
    /// <param name="host">The host.</param>
    /// <param name="answer">The answer; null when it was not asked after all.</param>
    /// <returns>What the host is owed from now on, when it asks for a delay; otherwise null.</returns>
    public HostDebt? AnswerRobots(HostKey host, RobotsAnswer? answer)
    {
        lock (_gate)
        {
            var slot = _scheduler.SlotOf(host);
            _robots.Answer(slot, answer);
            return answer is RobotsAnswer.Known { Rules.CrawlDelay: not null } ? DebtOf(host, slot.Throttle) : null;
        }
    }

    /// <summary>Tells that leases ended.</summary>
    /// <param name="count">How many.</param>
    /// <param name="untriedPages">How many of them do not count against the page limit after all.</param>
    public void EndLeases(int count, int untriedPages = 0)
    {
        lock (_gate)
        {
            _quiescence.LeasesEnded(count);
            _pages.Add(-untriedPages);
            if (IsQuiet || _scheduler.WantsResting)
            {
                _wake.Set();
            }
        }
    }

    /// <summary>Gives its part in the throttles back. Nothing may be under way any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _scheduler.LeaveAll();
        }

        _wake.Dispose();
    }

    private bool IsQuiet => _scheduler.Wanted == 0 && _quiescence.IsIdle;

    private static TimeSpan TickFor(TimeSpan delay) => delay / TicksPerDelay < LongestTick ? delay / TicksPerDelay : LongestTick;

    private HostDebt DebtOf(HostKey host, HostThrottle throttle) => new(host, throttle.OwedDelay, _clock.TimeOf(throttle.ReadyAt));

    private void StopAtPageLimit()
    {
        if (_pages.IsReached)
        {
            _scheduler.StopWantingNewPages();
        }
    }

    private async ValueTask<HostTurn?> NextAsync(int most, bool waits, CancellationToken cancellationToken)
    {
        while (true)
        {
            HostSlot? slot = null;
            var count = 0;
            var reserved = 0;
            RobotsStanding? standing = null;
            lock (_gate)
            {
                if (waits)
                {
                    _wake.NobodyWaits();
                }

                if (_isStopped || IsQuiet)
                {
                    return null;
                }

                // Without room nobody may be asked, ready or not: whoever settles wakes the one that waits.
                var room = _pages.Clamp(most);
                slot = room > 0 ? _scheduler.TryTake(room, _time.GetTimestamp(), out count) : null;
                var nextAt = room > 0 ? _scheduler.NextAt : long.MaxValue;
                if (!waits)
                {
                    // Nobody was woken when the fetch ended: whatever this caller leaves is for the one that waits.
                    _wake.WaitNoLongerThan(nextAt);
                }
                else if (slot is null)
                {
                    _wake.WaitUntil(nextAt);
                }

                if (slot is null && !waits)
                {
                    return null;
                }

                if (slot is { IsIntroduced: false })
                {
                    slot.IsBeingIntroduced = true;
                    _scheduler.Began(slot, count, 0);
                }
                else if (slot is not null && _robots.NextRequest(slot, out standing) is { } request)
                {
                    _scheduler.Began(slot, count, 1);
                    _quiescence.LeaseBegan(1);
                    return new HostTurn { Leases = [request] };
                }
                else if (slot is not null)
                {
                    reserved = _pages.Reserve(count);
                }
            }

            if (slot is { IsBeingIntroduced: true })
            {
                // In the background: a name that takes long to resolve holds up nobody else.
                _ = _introduction.IntroduceAsync(slot);
            }
            else if (slot is not null)
            {
                return await LeaseAsync(slot, count, reserved, standing, cancellationToken).ConfigureAwait(false);
            }
            else if (!await _resting.TryWakeSomeAsync(cancellationToken).ConfigureAwait(false))
            {
                await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<HostTurn> LeaseAsync(HostSlot slot, int count, int reserved, RobotsStanding? standing, CancellationToken cancellationToken)
    {
        var now = _clock.UtcNow;
        var additions = slot.Additions;
        var includesNewPages = reserved > 0;
        var request = new LeaseRequest { Host = slot.Host, Max = count, Now = now, ExpiresAt = now + _options.LeaseDuration, IncludesNewPages = includesNewPages };
        var batch = await _store.LeaseAsync(request, cancellationToken).ConfigureAwait(false);
        var leases = Streaks.Judge(RobotsGate.Judge(batch.Leases, standing));
        FrontierLease[] useless = includesNewPages ? [] : [.. leases.Where(lease => lease.Item.Kind == ResourceKind.Sitemap)];
        var useful = useless.Length == 0 ? leases : [.. leases.Except(useless)];
        lock (_gate)
        {
            var (begun, newPages) = (0, 0);
            for (var i = 0; i < leases.Count; i++)
            {
                newPages += leases[i] is { IsNewPage: true, IsRefused: false } ? 1 : 0;
            }

            for (var i = 0; i < useful.Count; i++)
            {
                begun += useful[i].IsRefused ? 0 : 1;
            }

            _scheduler.Taken(slot, count, leases, begun, additions, batch.NextReadyAt is { } at ? _clock.TimestampOf(at) : null);
            _quiescence.LeaseBegan(leases.Count);
            var wasFull = _pages.Settle(reserved, newPages);
            StopAtPageLimit();
            if (wasFull)
            {
                _wake.Set();
            }
        }

        if (batch.Returned.Count > 0)
        {
            Add(batch.Returned, areTried: true);
        }

        return new HostTurn { Leases = useful, Useless = useless, NamedSitemaps = RobotsGate.NamedSitemaps(leases, standing) };
    }
}
