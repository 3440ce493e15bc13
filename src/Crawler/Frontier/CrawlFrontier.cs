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
    private readonly SteadyClock _clock;
    private readonly HostTurns _turns;
    private readonly FrontierLedger _ledger = new();

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
        _admission = new AdmissionGate(admission, _ledger, politeness.Delay);
        AdmittedLinks = new AdmittedLinks(admission);
        _options = options;
        _time = time;
        _clock = new SteadyClock(time);
        _turns = new HostTurns(store, options, politeness, throttles, _clock, time) { Streaks = _admission.Streaks };
    }

    /// <summary>Who is told what the frontier does; null, the default, for nobody. It is told until the frontier is disposed.</summary>
    internal FrontierTelemetry? Telemetry
    {
        get;
        init
        {
            field = _admission.Telemetry = value;
            value?.Join(this);
        }
    }

    /// <summary>What need not be offered to it again.</summary>
    internal AdmittedLinks AdmittedLinks { get; }

    /// <summary>URLs refused so far, by the decision that did it.</summary>
    public IReadOnlyDictionary<AdmissionDecision, long> Refusals => _ledger.Refusals;

    /// <summary>URLs found so far of which query parameters were taken off (<see cref="Scope.ScopeOptions.DropsTracking"/>).</summary>
    public long Rewritten => _ledger.Rewritten;

    /// <summary>True after <see cref="Stop"/>: no more leases are given.</summary>
    public bool IsStopped => _turns.IsStopped;

    /// <summary>How far the clock is behind the time that an earlier run had reached: times go on from there. Zero when it is not.</summary>
    public TimeSpan ClockLag { get; private set; }

    /// <summary>Fetches under way at this moment.</summary>
    public int Fetching => _turns.Fetching;

    /// <summary>Counts for the progress display: what waits and is wanted, and what is under way.</summary>
    /// <returns>The two numbers of one moment.</returns>
    public (long Waiting, long UnderWay) CountOpen() => _turns.CountOpen();

    /// <summary>How the crawl stands with its hosts: those in memory, see <see cref="FrontierOptions.MaxHostsInMemory"/>.</summary>
    /// <returns>The hosts in no particular order; a copy, so not to be asked for many times a second.</returns>
    public IReadOnlyList<HostState> ListHosts() => _turns.ListHosts();

    /// <summary>Announces somebody who will admit items later: the frontier is not quiet before they leave.</summary>
    public void FeederJoined() => _turns.FeederJoined();

    /// <summary>Tells that an announced feeder will admit nothing more.</summary>
    public void FeederLeft() => _turns.FeederLeft();

    /// <summary>Takes up what earlier runs left in the store; before anything else is asked of the frontier.</summary>
    /// <param name="cancellationToken">Ends the reading; the frontier is of no use then.</param>
    /// <returns>The notes that the earlier runs kept; empty when there was none.</returns>
    public async ValueTask<IReadOnlyDictionary<string, string>> RestoreAsync(CancellationToken cancellationToken)
    {
        var saved = await _store.ReadSavedAsync(cancellationToken).ConfigureAwait(false);
        var counts = await _store.CountAsync(cancellationToken).ConfigureAwait(false);
        if (saved.Notes.Count == 0 && counts is { Open: 0, Completed: 0 })
        {
            return saved.Notes;
        }

        _admission.Restore(saved.Notes);
        ClockLag = _clock.GoOnFrom(_ledger.ReachedAt);
        _turns.Restore(new BacklogTally(counts.PendingPages - saved.TriedPages, counts.PendingImages + saved.TriedPages), _ledger.Pages + saved.TriedPages);
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
        var admitted = _admission.Sift(batch.NewItems);
        if (admitted.Count == 0 && batch.Completed.Count == 0)
        {
            return 0;
        }

        var notes = _admission.NotesFor(batch, _clock.UtcNow);
        var begin = Telemetry is { TimesCommits: true } ? _time.GetTimestamp() : (long?)null;
        var outcome = await _store.CommitAsync(batch with { NewItems = admitted, Notes = notes }, cancellationToken).ConfigureAwait(false);
        Tell(outcome, begin);
        AdmittedLinks.Note(admitted);
        _admission.Budgets.GiveBack(admitted, outcome.Added);

        // Children are scheduled before their pages cease to count, so open work never touches zero early.
        _turns.Add(outcome.Added, areTried: false);
        _turns.EndLeases(batch.Completed.Count);
        return outcome.Added.Count;
    }

    /// <summary>Waits until a host may be asked, and leases from it.</summary>
    /// <param name="most">Most leases to give; at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The leases, at least one; or null when nothing is left, or the frontier was stopped.</returns>
    public async ValueTask<IReadOnlyList<FrontierLease>?> LeaseAsync(int most, CancellationToken cancellationToken)
    {
        while (await _turns.NextAsync(most, cancellationToken).ConfigureAwait(false) is { } turn)
        {
            if (await OpenAsync(turn, cancellationToken).ConfigureAwait(false) is { Count: > 0 } leases)
            {
                return leases;
            }
        }

        return null;
    }

    /// <summary>Notes what a fetch brought, and says how long its host is to be left alone after it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="asked">How long the host asked to be left alone; null when it did not.</param>
    /// <param name="content">The bytes, by which pages that are all the same are known; null when none were read.</param>
    /// <returns>The longest of what the host asked for, what holds for the seed, and what pages that are all the same cost; null for none of them.</returns>
    public TimeSpan? PauseAfter(FrontierLease lease, TimeSpan? asked, ReadOnlyMemory<byte>? content)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var pause = _admission.PauseAfter(lease.Item, content);
        return pause > (asked ?? TimeSpan.Zero) ? pause : asked;
    }

    /// <summary>Tells that the fetch under a lease ended: the host's delay begins, its room is free. The lease goes on.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="load">How the host bore it.</param>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    /// <param name="cancellationToken">Cancels the keeping of what the host is owed for a later run; in this run it is owed all the same.</param>
    /// <returns>Completes when what the host is owed is kept.</returns>
    public ValueTask EndFetchAsync(FrontierLease lease, HostLoad load, TimeSpan? pause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return SaveAsync(_turns.EndFetch(lease.Item.Url.Host, load, pause, asksNext: false), cancellationToken);
    }

    /// <summary>
    /// Does what <see cref="EndFetchAsync"/> does, and leases what may be fetched now, of any host: at full speed that is nearly
    /// always something, and nobody else need be woken for it.
    /// </summary>
    /// <param name="lease">The lease whose fetch ended.</param>
    /// <param name="load">How the host bore it.</param>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    /// <param name="cancellationToken">As of <see cref="EndFetchAsync"/>.</param>
    /// <returns>Null when nothing may be fetched at this moment.</returns>
    public async ValueTask<FrontierLease?> EndFetchAndLeaseAsync(FrontierLease lease, HostLoad load, TimeSpan? pause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        await SaveAsync(_turns.EndFetch(lease.Item.Url.Host, load, pause, asksNext: true), cancellationToken).ConfigureAwait(false);
        while (await _turns.TryNextAsync(cancellationToken).ConfigureAwait(false) is { } turn)
        {
            if (await OpenAsync(turn, cancellationToken).ConfigureAwait(false) is [var next])
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Passes a request for robots.txt on to where it was redirected, under that host's delay. Ends its lease.</summary>
    /// <param name="lease">The lease, its fetch ended.</param>
    /// <param name="target">Where to.</param>
    public void ForwardRobots(FrontierLease lease, CrawlUrl target)
    {
        ArgumentNullException.ThrowIfNull(lease);
        _turns.ForwardRobots(lease with { Item = lease.Item with { Url = target, RedirectCount = lease.Item.RedirectCount + 1 } });
        _turns.EndLeases(1);
    }

    /// <summary>Tells what came of a request for robots.txt, and lets the host's items pass or wait accordingly. Ends its lease.</summary>
    /// <param name="lease">The lease, its fetch ended.</param>
    /// <param name="answer">The answer; null when it was not asked after all.</param>
    /// <param name="cancellationToken">Cancels the keeping of the delay that the host asks for; in this run it is kept all the same.</param>
    /// <returns>Completes when the lease is ended.</returns>
    public async ValueTask AnswerRobotsAsync(FrontierLease lease, RobotsAnswer? answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (_turns.AnswerRobots(lease.Item.Seed.Host, answer) is { } debt)
        {
            await _store.SaveDebtAsync(debt, cancellationToken).ConfigureAwait(false);
        }

        _turns.EndLeases(1);
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
        GiveBackAsync(lease, _clock.UtcNow + delay, countsAsAttempt, cancellationToken);

    /// <summary>Gives a lease back that was never used.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels before it is given back, or not at all.</param>
    /// <returns>Completes when the item waits again.</returns>
    public async ValueTask ReleaseAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        await EndFetchAsync(lease, HostLoad.Unknown, null, cancellationToken).ConfigureAwait(false);
        if (lease.Item.Kind == ResourceKind.Robots)
        {
            await AnswerRobotsAsync(lease, null, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await GiveBackAsync(lease, _clock.UtcNow, countsAsAttempt: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives no more leases. What is under way may still be completed.</summary>
    public void Stop() => _turns.Stop();

    /// <summary>Gives its part in the hosts' throttles back. Nothing may be under way any more.</summary>
    public void Dispose()
    {
        Telemetry?.Leave(this);
        _turns.Dispose();
    }

    private void Tell(CommitOutcome outcome, long? begin)
    {
        Telemetry?.RecordSeen(outcome.Added.Count);
        if (begin is { } timestamp)
        {
            Telemetry?.RecordCommit(_time.GetElapsedTime(timestamp));
        }
    }

    private ValueTask SaveAsync(HostDebt? debt, CancellationToken cancellationToken) =>
        debt is null ? ValueTask.CompletedTask : _store.SaveDebtAsync(debt, cancellationToken);

    /// <summary>Does what a turn brings with it, and takes out the leases that are to be fetched.</summary>
    private async ValueTask<IReadOnlyList<FrontierLease>> OpenAsync(HostTurn turn, CancellationToken cancellationToken)
    {
        await AdmitAsync(turn.NamedSitemaps, cancellationToken).ConfigureAwait(false);
        foreach (var lease in turn.Useless)
        {
            _admission.Refuse(lease.Item, new AdmissionDecision(AdmissionRefusal.SitemapNotNeeded, "the page limit is reached"));
            await CompleteAsync(lease, cancellationToken).ConfigureAwait(false);
        }

        return turn.Leases;
    }

    private async ValueTask GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken)
    {
        var waits = await _store.GiveBackAsync(lease, notBefore, countsAsAttempt, cancellationToken).ConfigureAwait(false);
        if (waits)
        {
            // It waits again before it ceases to be under way, so open work never touches zero early.
            _turns.Add([lease.Item], areTried: countsAsAttempt || lease.Attempt > 1);
        }

        _turns.EndLeases(1, untriedPages: waits && lease.IsNewPage && !countsAsAttempt ? 1 : 0);
    }
}
