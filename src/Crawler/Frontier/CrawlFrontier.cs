using AsyncCrawler.Politeness;
using AsyncCrawler.Seeds;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// What is known and not yet done: admits URLs once, leases them no faster than politeness allows, and knows when nothing is
/// left. Thread-safe; only one caller at a time may wait in <see cref="LeaseAsync"/>.
/// </summary>
public sealed class CrawlFrontier : IDisposable
{
    private const int SeedBatch = 1_000;

    private readonly IFrontierStore _store;
    private readonly AdmissionGate _admission;
    private readonly FrontierOptions _options;
    private readonly TimeProvider _time;
    private readonly HostScheduler _scheduler;
    private readonly RobotsGate _robots;
    private readonly QuiescenceDetector _quiescence = new();
    private readonly FrontierLedger _ledger = new();
    private readonly WakeSignal _wake;
    private readonly Lock _gate;
    private long _pagesLeased;
    private bool _isStopped;

    /// <summary>Makes the frontier over a store.</summary>
    /// <param name="store">Where the items rest; not disposed here.</param>
    /// <param name="admission">The gates before the frontier.</param>
    /// <param name="options">How much is wanted.</param>
    /// <param name="politeness">How often a host may be asked by this crawl; where others ask it too, the strictest of them counts for all.</param>
    /// <param name="throttles">When each host may be asked: the one object of all crawls of the process.</param>
    /// <param name="time">The clock.</param>
    public CrawlFrontier(
        IFrontierStore store, UrlAdmission admission, FrontierOptions options, PolitenessOptions politeness, HostThrottles throttles, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(politeness);
        ArgumentNullException.ThrowIfNull(throttles);
        _store = store;
        _admission = new AdmissionGate(admission, _ledger);
        _options = options;
        _time = time;
        _gate = throttles.Gate;
        _wake = new WakeSignal(time);
        _scheduler = new HostScheduler(politeness, throttles, _wake.Set, time);
        _robots = new RobotsGate(politeness.Robots, throttles.Robots, time);
    }

    /// <summary>URLs refused so far, by reason.</summary>
    public IReadOnlyDictionary<AdmissionRefusal, long> Refusals => _ledger.Refusals;

    /// <summary>True after <see cref="Stop"/>: no more leases are given.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate)
            {
                return _isStopped;
            }
        }
    }

    /// <summary>Counts for the progress display: what waits and is wanted, and what is under way.</summary>
    /// <returns>The two numbers of one moment.</returns>
    public (long Waiting, long UnderWay) CountOpen()
    {
        lock (_gate)
        {
            return (_scheduler.Wanted, _quiescence.Leased);
        }
    }

    /// <summary>Announces somebody who will admit items later: the frontier is not quiet before they leave.</summary>
    public void FeederJoined()
    {
        lock (_gate)
        {
            _quiescence.FeederJoined();
        }
    }

    /// <summary>Tells that an announced feeder will admit nothing more.</summary>
    public void FeederLeft()
    {
        lock (_gate)
        {
            _quiescence.FeederLeft();
        }

        _wake.Set();
    }

    /// <summary>Takes up what earlier runs left in the store; before anything else is asked of the frontier.</summary>
    /// <param name="cancellationToken">Ends the reading; the frontier is of no use then.</param>
    /// <returns>The notes that the earlier runs kept; empty when there was none.</returns>
    public async ValueTask<IReadOnlyDictionary<string, string>> RestoreAsync(CancellationToken cancellationToken)
    {
        var saved = await _store.ReadSavedAsync(cancellationToken).ConfigureAwait(false);
        _ledger.Restore(saved.Notes);
        await foreach (var backlog in _store.ListBacklogsAsync(cancellationToken).ConfigureAwait(false))
        {
            lock (_gate)
            {
                _scheduler.Restore(backlog);
            }
        }

        lock (_gate)
        {
            _pagesLeased = _ledger.Pages + saved.TriedPages;
            if (PagesLeft <= 0)
            {
                _scheduler.StopWantingNewPages();
            }
        }

        return saved.Notes;
    }

    /// <summary>Admits every seed of a source, in batches, while the crawl may already run; none when an earlier run has read them all.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="cancellationToken">Stops between two batches; what was admitted stays.</param>
    /// <returns>How many were new.</returns>
    public async Task<long> AdmitSeedsAsync(ISeedSource seeds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (_ledger.HasAllSeeds)
        {
            return 0;
        }

        var admitted = 0L;
        await foreach (var batch in seeds.ReadAsync(cancellationToken).Chunk(SeedBatch).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var items = Array.ConvertAll(batch, seed => FrontierItem.ForSeed(seed.Url));
            admitted += await AdmitAsync(items, cancellationToken).ConfigureAwait(false);
            if (_options is { Sitemaps: not SitemapMode.Off, SeedsOnly: false })
            {
                var sitemaps = batch.DistinctBy(seed => seed.Url.Host).Select(seed => FrontierItem.ForSitemapOf(seed.Url));
                await AdmitAsync([.. sitemaps], cancellationToken).ConfigureAwait(false);
            }
        }

        await _store.CommitAsync(new FinishedBatch { Notes = _ledger.NoteAllSeeds() }, cancellationToken).ConfigureAwait(false);
        return admitted;
    }

    /// <summary>Puts the items through the gates and adds those that are new.</summary>
    /// <param name="candidates">The items, in the order in which they should be fetched.</param>
    /// <param name="cancellationToken">Cancels before anything is added, or not at all.</param>
    /// <returns>How many were new.</returns>
    public async ValueTask<int> AdmitAsync(IReadOnlyList<FrontierItem> candidates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return candidates.Count == 0 ? 0 : await CommitAsync(new FinishedBatch { NewItems = candidates }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Closes items for good, puts new ones through the gates and adds those that are new, and keeps notes, all in one act:
    /// after a crash either all of it was done or nothing.
    /// </summary>
    /// <param name="batch">The leases of the items to close, candidates in the order in which they should be fetched, and notes.</param>
    /// <param name="cancellationToken">Cancels before anything is done, or not at all.</param>
    /// <returns>How many items were new.</returns>
    /// <exception cref="FrontierStoreException">The store cannot keep it.</exception>
    public async ValueTask<int> CommitAsync(FinishedBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        var admitted = batch.NewItems.Where(_admission.Admits).ToList();
        if (admitted.Count == 0 && batch.Completed.Count == 0)
        {
            return 0;
        }

        var notes = batch.Notes.Count == 0 ? batch.Notes : _ledger.NotesFor(batch);
        var outcome = await _store.CommitAsync(batch with { NewItems = admitted, Notes = notes }, cancellationToken).ConfigureAwait(false);

        // Children are scheduled before their pages cease to count, so open work never touches zero early.
        Schedule(outcome.Added, areTried: false);
        EndLeases(batch.Completed.Count);
        return outcome.Added.Count;
    }

    /// <summary>Waits until a host may be asked, and leases from it.</summary>
    /// <param name="most">Most leases to give; at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The leases, at least one; or null when nothing is left, or the frontier was stopped.</returns>
    public async ValueTask<IReadOnlyList<FrontierLease>?> LeaseAsync(int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            HostSlot? slot;
            int count;
            bool includesNewPages;
            RobotsStanding? standing = null;
            lock (_gate)
            {
                if (_isStopped || (_scheduler.Wanted == 0 && _quiescence.IsIdle))
                {
                    return null;
                }

                includesNewPages = PagesLeft > 0;
                slot = _scheduler.TryTake((int)Math.Min(most, includesNewPages ? PagesLeft : most), _time.GetTimestamp(), out count, out var dueAt);
                if (slot is null && dueAt is { } due)
                {
                    _wake.SetAt(due);
                }

                if (slot is not null && _robots.NextRequest(slot, out standing) is { } request)
                {
                    _scheduler.TakenForRobots(slot, count);
                    _quiescence.LeaseBegan(1);
                    return [request];
                }
            }

            if (slot is null)
            {
                await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var leases = await LeaseFromAsync(slot, count, includesNewPages, standing, cancellationToken).ConfigureAwait(false);
            if (leases.Count > 0)
            {
                return leases;
            }
        }
    }

    /// <summary>Tells that the fetch under a lease ended: the host's delay begins, its room is free. The lease goes on.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    public void EndFetch(FrontierLease lease, TimeSpan? pause)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_gate)
        {
            _scheduler.Ended(lease.Item.Url.Host, pause);
        }
    }

    /// <summary>Passes a request for robots.txt on to where it was redirected, under that host's delay. Ends its lease.</summary>
    /// <param name="lease">The lease, its fetch ended.</param>
    /// <param name="target">Where to.</param>
    public void ForwardRobots(FrontierLease lease, CrawlUrl target)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_gate)
        {
            _scheduler.AddRobotsRequest(lease with { Item = lease.Item with { Url = target, RedirectCount = lease.Item.RedirectCount + 1 } });
        }

        EndLeases(1);
    }

    /// <summary>Tells what came of a request for robots.txt, and lets the host's items pass or wait accordingly. Ends its lease.</summary>
    /// <param name="lease">The lease, its fetch ended.</param>
    /// <param name="answer">The answer; null when it was not asked after all.</param>
    public void AnswerRobots(FrontierLease lease, RobotsAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_gate)
        {
            _robots.Answer(_scheduler.SlotOf(lease.Item.Seed.Host), answer);
        }

        EndLeases(1);
    }

    /// <summary>Closes an item for good.</summary>
    /// <param name="lease">Its lease.</param>
    /// <param name="cancellationToken">Cancels before it is closed, or not at all.</param>
    /// <returns>Completes when the item is closed.</returns>
    public async ValueTask CompleteAsync(FrontierLease lease, CancellationToken cancellationToken) =>
        await CommitAsync(new FinishedBatch { Completed = [lease] }, cancellationToken).ConfigureAwait(false);

    /// <summary>Queues an item again after a failed attempt.</summary>
    /// <param name="lease">Its lease.</param>
    /// <param name="delay">Least time until the next attempt; the host's own delay comes on top.</param>
    /// <param name="countsAsAttempt">False when the host was not asked at all, because its circuit is open.</param>
    /// <param name="cancellationToken">Cancels before it is queued, or not at all.</param>
    /// <returns>Completes when the item waits again.</returns>
    public ValueTask RetryAsync(FrontierLease lease, TimeSpan delay, bool countsAsAttempt, CancellationToken cancellationToken) =>
        GiveBackAsync(lease, _time.GetUtcNow() + delay, countsAsAttempt, cancellationToken);

    /// <summary>Gives a lease back that was never used.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels before it is given back, or not at all.</param>
    /// <returns>Completes when the item waits again.</returns>
    public ValueTask ReleaseAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        EndFetch(lease, null);
        if (lease.Item.Kind == ResourceKind.Robots)
        {
            AnswerRobots(lease, null);
            return ValueTask.CompletedTask;
        }

        return GiveBackAsync(lease, _time.GetUtcNow(), countsAsAttempt: false, cancellationToken);
    }

    /// <summary>Gives no more leases. What is under way may still be completed.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
        }

        _wake.Set();
    }

    /// <summary>Gives its part in the hosts' throttles back. Nothing may be under way any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _scheduler.LeaveAll();
        }

        _wake.Dispose();
    }

    private long PagesLeft => _options.MaxPages is { } limit ? limit - _pagesLeased : long.MaxValue;

    private void EndLeases(int count)
    {
        lock (_gate)
        {
            _quiescence.LeasesEnded(count);
        }

        _wake.Set();
    }

    private async ValueTask<IReadOnlyList<FrontierLease>> LeaseFromAsync(
        HostSlot slot, int count, bool includesNewPages, RobotsStanding? standing, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var request = new LeaseRequest { Host = slot.Host, Max = count, Now = now, ExpiresAt = now + _options.LeaseDuration, IncludesNewPages = includesNewPages };
        var batch = await _store.LeaseAsync(request, cancellationToken).ConfigureAwait(false);
        var leases = RobotsGate.Judge(batch.Leases, standing);
        var useless = includesNewPages ? [] : leases.Where(lease => lease.Item.Kind == ResourceKind.Sitemap).ToList();
        lock (_gate)
        {
            _scheduler.Taken(slot, count, leases, leases.Except(useless).Count(lease => lease.Refusal is null), batch.NextReadyAt is { } at ? _time.After(at - now) : null);
            _quiescence.LeaseBegan(leases.Count);
            _pagesLeased += leases.Count(lease => lease is { IsNewPage: true, Refusal: null });
            if (PagesLeft <= 0)
            {
                _scheduler.StopWantingNewPages();
            }
        }

        if (batch.Returned.Count > 0)
        {
            Schedule(batch.Returned, areTried: true);
        }

        await AdmitAsync(RobotsGate.NamedSitemaps(leases, standing), cancellationToken).ConfigureAwait(false);
        foreach (var lease in useless)
        {
            _ledger.Refuse(AdmissionRefusal.SitemapNotNeeded);
            await CompleteAsync(lease, cancellationToken).ConfigureAwait(false);
        }

        return useless.Count == 0 ? leases : [.. leases.Except(useless)];
    }

    private async ValueTask GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken)
    {
        await _store.GiveBackAsync(lease, notBefore, countsAsAttempt, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _quiescence.LeasesEnded(1);
            _pagesLeased -= lease.IsNewPage && !countsAsAttempt ? 1 : 0;
        }

        Schedule([lease.Item], areTried: countsAsAttempt || lease.Attempt > 1);
    }

    private void Schedule(IReadOnlyList<FrontierItem> items, bool areTried)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                var isNewPage = item.Kind == ResourceKind.Page && !areTried;
                _scheduler.Add(item.Url.Host, isNewPage ? 1 : 0, isNewPage ? 0 : 1);
            }
        }

        _wake.Set();
    }
}
