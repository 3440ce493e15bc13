using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>
/// The first of the done-callbacks: counts. It does nothing that can fail, and its memory does not grow with the web.
/// The crawl's clock starts when it is made. Snapshots may be taken from any thread at any time. Its notes are the parts of
/// the summary that a batch has changed, so a resumed crawl goes on from exactly what was committed.
/// </summary>
internal sealed class CrawlSummaryAggregator : IPageDoneCallback, ICommitParticipant
{
    /// <summary>Hosts, and seeds, that have counts of their own; a summary of 10,000 entries is some 1 MB of JSON.</summary>
    public const int DefaultCapacity = 10_000;

    // The pool's own names; far more than any machine has cores.
    private const int MaxWorkers = 1_000;

    private readonly TimeProvider _time;
    private readonly long _startedTimestamp;
    private readonly Lock _gate = new();
    private readonly TotalsTally _totals = new();
    private readonly CappedTally<SeedTally> _seeds;
    private readonly CappedTally<TrafficTally> _hosts;
    private readonly CappedTally<WorkerTally> _workers = new(MaxWorkers, "(other workers)");
    private DateTimeOffset _startedAt;
    private TimeSpan _earlier;

    /// <summary>Starts the crawl's clock.</summary>
    /// <param name="time">Where the time comes from.</param>
    /// <param name="capacity">Hosts, and seeds, that have counts of their own.</param>
    public CrawlSummaryAggregator(TimeProvider time, int capacity = DefaultCapacity)
    {
        _time = time;
        _startedAt = time.GetUtcNow();
        _startedTimestamp = time.GetTimestamp();
        _seeds = new CappedTally<SeedTally>(capacity, "(other seeds)");
        _hosts = new CappedTally<TrafficTally>(capacity, "(other hosts)");
    }

    /// <summary>The time during which the crawl ran; between two runs it stands.</summary>
    public TimeSpan Elapsed => _earlier + _time.GetElapsedTime(_startedTimestamp);

    /// <inheritdoc/>
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _totals.Add(page);
            _seeds[page.Item.Seed.Text].Add(page);
            _hosts[page.Item.Url.Host.Text].Add(page);
            if (page.Parse is ParseOutcome.Parsed { Worker: { } parser } parsed)
            {
                _workers[parser.Name].AddParsed(parser, parsed);
            }
            else if (page.Parse is ParseOutcome.Failed { Worker: { } worker })
            {
                _workers[worker.Name].AddProcess(worker);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Notes the totals, the clock, and the seeds, hosts and workers that changed since the last time.</summary>
    /// <param name="notes">Gets the notes.</param>
    /// <param name="cancellationToken">Not needed.</param>
    public ValueTask PrepareCommitAsync(IDictionary<string, string> notes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            SummaryNotes.Write(notes, _startedAt, Elapsed, _totals.ToTotals());
            SummaryNotes.Write(notes, _seeds.TakeChanges(static (url, tally, isShared) => tally.ToSummary(url, isShared)));
            SummaryNotes.Write(notes, _hosts.TakeChanges(ToHost));
            SummaryNotes.Write(notes, _workers.TakeChanges(static (name, tally, _) => tally.ToSummary(name)));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Goes on from the notes of an earlier run; before the first page.</summary>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        lock (_gate)
        {
            if (SummaryNotes.ReadTotals(notes, out var startedAt, out var elapsed) is not { } totals)
            {
                return;
            }

            (_startedAt, _earlier) = (startedAt, elapsed);
            _totals.Restore(totals);
            foreach (var seed in SummaryNotes.ReadSeeds(notes))
            {
                _seeds.Restore(seed.Url, SeedTally.From(seed));
            }

            foreach (var host in SummaryNotes.ReadHosts(notes))
            {
                var tally = new TrafficTally();
                tally.Restore(host.Pages, host.Images, host.Failures, host.Bytes);
                _hosts.Restore(host.Host, tally);
            }

            foreach (var worker in SummaryNotes.ReadWorkers(notes))
            {
                _workers.Restore(worker.Name, WorkerTally.From(worker));
            }
        }
    }

    /// <summary>The totals of this moment: what live progress needs, cheap enough to be asked many times a second.</summary>
    public CrawlSummaryTotals SnapshotTotals()
    {
        lock (_gate)
        {
            return _totals.ToTotals();
        }
    }

    /// <summary>The summary of this moment, the crawl still running.</summary>
    public CrawlSummary Snapshot() => ToSummary(CrawlSummaryState.Running, null, null);

    /// <summary>The summary of a crawl that ends now.</summary>
    /// <param name="state">How it ended.</param>
    /// <param name="reason">Why, in one line; null when there is nothing to say.</param>
    public CrawlSummary Finish(CrawlSummaryState state, string? reason) => ToSummary(state, reason, _time.GetUtcNow());

    private static CrawlSummaryHost ToHost(string host, TrafficTally tally, bool isShared) => new()
    {
        Host = host,
        Pages = tally.Pages,
        Images = tally.Images,
        Failures = tally.Failures,
        Bytes = tally.Bytes,
    };

    private CrawlSummary ToSummary(CrawlSummaryState state, string? reason, DateTimeOffset? finishedAt)
    {
        lock (_gate)
        {
            return new CrawlSummary
            {
                State = state,
                Reason = reason,
                StartedAt = _startedAt,
                FinishedAt = finishedAt,
                DurationSeconds = Math.Round(Elapsed.TotalSeconds, 3),
                Totals = _totals.ToTotals(),
                Seeds = _seeds.Select((url, tally, isShared) => tally.ToSummary(url, isShared)),
                Hosts = _hosts.Select(ToHost),
                Workers = [.. _workers.Select((name, tally, _) => tally.ToSummary(name)).OrderBy(worker => worker.Name.Length)],
            };
        }
    }
}
