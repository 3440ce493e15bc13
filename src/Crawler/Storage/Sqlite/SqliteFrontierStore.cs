using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// A frontier in one file that outlives its process. Memory holds the fingerprints of all URLs, the leases, and of the queues of
/// the hosts leased from last the heads, or all of them while little waits; everything else is on the disk. Decisions are made in
/// memory under one lock and written in the same order by one thread; a verb returns when what it decided is committed. Thread-safe.
/// </summary>
public sealed class SqliteFrontierStore : IFrontierStore
{
    // At most 2 × 64 items a host, most of them far fewer: some 40 MB when every host is a large one.
    private const int MaxLoadedHosts = 1_024;

    // As long as no more wait in all, no queue is parted into a head and a tail, which would have to be read back: some 12 MB.
    private const int MaxWaitingInMemory = 32_768;

    private readonly FrontierWriter _writer;
    private readonly FingerprintSet _seen;
    private readonly PendingTally _tally;
    private readonly SavedFrontier _saved;
    private readonly LeaseBook _leases = new();
    private readonly LoadedHosts _hosts;
    private readonly int _maxWaitingInMemory;
    private readonly Lock _gate = new();
    private long _lastNumber;

    private SqliteFrontierStore(FrontierDatabase database, OpenedFrontier opened, int maxLoadedHosts, int maxWaitingInMemory)
    {
        _hosts = new LoadedHosts(maxLoadedHosts);
        _maxWaitingInMemory = maxWaitingInMemory;
        _writer = new FrontierWriter(database);
        _seen = opened.Seen;
        _tally = opened.Tally;
        _saved = opened.Saved;
        _lastNumber = opened.LastNumber;
    }

    /// <summary>Opens or creates the file. Leases of an earlier run are over: their items wait again. An earlier run that still lives can write no more.</summary>
    /// <param name="path">The file; beside it come <c>-wal</c> and <c>-shm</c> while it is open.</param>
    /// <param name="cancellationToken">Cancels before the opening begins, or not at all.</param>
    /// <returns>The store.</returns>
    /// <exception cref="FrontierStoreException">The file is locked, newer than this build, damaged or no frontier.</exception>
    public static ValueTask<SqliteFrontierStore> OpenAsync(string path, CancellationToken cancellationToken) =>
        OpenAsync(path, MaxLoadedHosts, MaxWaitingInMemory, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<CommitOutcome> CommitAsync(FinishedBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        UrlFingerprint.Prepare(batch.NewItems.Select(static item => item.Url));
        var viaIds = IdsByUrl(batch.Completed);
        List<PendingRow> closed;
        List<NewItem> added;
        Task<bool> written;
        lock (_gate)
        {
            added = Add(batch.NewItems, viaIds);
            closed = Close(batch.Completed);
            written = _writer.RunAsync(database => Write(database, added, closed, batch.Notes));
        }

        await written.ConfigureAwait(false);
        return new CommitOutcome([.. added.Select(item => item.Item)], closed.Count);
    }

    /// <inheritdoc/>
    public async ValueTask<LeaseBatch> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        HostHeads heads;
        lock (_gate)
        {
            heads = _hosts.Use(request.Host);
        }

        try
        {
            LeaseBatch? batch;
            while (!TryLease(heads, request, out batch, out var reading))
            {
                await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return batch;
        }
        finally
        {
            lock (_gate)
            {
                LoadedHosts.Release(heads);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        cancellationToken.ThrowIfCancellationRequested();
        Task written;
        lock (_gate)
        {
            if (!_leases.TryEnd(lease, out var stored))
            {
                return false;
            }

            written = QueueAgain(stored, lease.IsNewPage, countsAsAttempt, notBefore);
        }

        await written.ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<FrontierCounts> CountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<FrontierCounts>(_tally.ToCounts(_leases.Count));
        }
    }

    /// <inheritdoc/>
    public ValueTask<SavedFrontier> ReadSavedAsync(CancellationToken cancellationToken) => new(_saved);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HostBacklog>> ListBacklogsAsync(long after, int most, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Dictionary<HostKey, (int NewPages, int Others)> leased;
        Task<List<HostBacklog>> reading;
        lock (_gate)
        {
            leased = _leases.CountByHost();
            reading = _writer.RunAsync(database => database.Pending.ListBacklogs(after, most));
        }

        // On the disk an item waits until it is closed.
        var backlogs = await reading.ConfigureAwait(false);
        return backlogs.ConvertAll(backlog =>
        {
            var (newPages, others) = leased.GetValueOrDefault(backlog.Host);
            return backlog with { NewPages = backlog.NewPages - newPages, Others = backlog.Others - others };
        });
    }

    /// <inheritdoc/>
    public async ValueTask SaveDebtAsync(HostDebt debt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(debt);
        cancellationToken.ThrowIfCancellationRequested();
        await _writer.RunAsync(database =>
        {
            database.Debts.Save(debt);
            return true;
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<HostDebt?> FindDebtAsync(HostKey host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        cancellationToken.ThrowIfCancellationRequested();
        return await _writer.RunAsync(database => database.Debts.Find(host)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>As <see cref="OpenAsync(string, CancellationToken)"/>, with other limits of what is in memory.</summary>
    internal static async ValueTask<SqliteFrontierStore> OpenAsync(string path, int maxLoadedHosts, int maxWaitingInMemory, CancellationToken cancellationToken) =>
        await Task.Run(
            () =>
            {
                var database = FrontierDatabase.Open(path);
                try
                {
                    return new SqliteFrontierStore(database, OpenedFrontier.Read(database), maxLoadedHosts, maxWaitingInMemory);
                }
                catch
                {
                    database.Dispose();
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);

    private bool HasRoom => _tally.Waiting <= _maxWaitingInMemory;

    private static Dictionary<CrawlUrl, long> IdsByUrl(IReadOnlyList<FrontierLease> leases)
    {
        var ids = new Dictionary<CrawlUrl, long>(leases.Count);
        foreach (var lease in leases)
        {
            ids[lease.Item.Url] = lease.ItemId;
        }

        return ids;
    }

    private static bool Write(FrontierDatabase database, List<NewItem> added, List<PendingRow> closed, IReadOnlyDictionary<string, string> notes)
    {
        foreach (var item in added)
        {
            database.Items.Insert(item);
            database.Pending.Insert(new PendingRow(item.Item.Url.Host, item.Item.Kind == ResourceKind.Page, item.Id, item.Id, item.Item.Kind, null));
        }

        closed.ForEach(database.Pending.Delete);
        foreach (var (name, value) in notes)
        {
            database.SaveNote(name, value);
        }

        return true;
    }

    private static PendingRow RowOf(StoredItem stored, bool isNewPage, DateTimeOffset? readyAt) =>
        new(stored.Item.Url.Host, isNewPage, stored.Place, stored.Id, stored.Item.Kind, readyAt);

    private List<NewItem> Add(IReadOnlyList<FrontierItem> items, Dictionary<CrawlUrl, long> viaIds)
    {
        var added = new List<NewItem>();
        foreach (var item in items)
        {
            var fingerprint = UrlFingerprint.Of(item.Url);
            if (_seen.Add(fingerprint.Value))
            {
                var stored = StoredItem.New(++_lastNumber, item);
                long? viaId = item.Via is { } via && viaIds.TryGetValue(via, out var id) ? id : null;
                added.Add(new NewItem(stored.Id, item, fingerprint, viaId));
                _tally.Add(item.Kind, 1);
                _hosts.Find(item.Url.Host)?.Offer(stored, null, HasRoom);
            }
        }

        return added;
    }

    private List<PendingRow> Close(IReadOnlyList<FrontierLease> leases)
    {
        var closed = new List<PendingRow>(leases.Count);
        foreach (var lease in leases)
        {
            if (_leases.TryEnd(lease, out var stored))
            {
                closed.Add(RowOf(stored, lease.IsNewPage, null));
            }
        }

        _tally.Completed += closed.Count;
        return closed;
    }

    private bool TryLease(HostHeads heads, LeaseRequest request, [NotNullWhen(true)] out LeaseBatch? batch, [NotNullWhen(false)] out Task? reading)
    {
        lock (_gate)
        {
            heads.Queues.Wake(request.Now);
            if (heads.Reading is null && heads.FindGaps(request.Max, request.IncludesNewPages) is { Count: > 0 } gaps)
            {
                heads.Reading = ReadAsync(heads, gaps);
            }

            reading = heads.Reading;
            batch = reading is null ? Lease(heads, request) : null;
            return batch is not null;
        }
    }

    private LeaseBatch Lease(HostHeads heads, LeaseRequest request)
    {
        var returned = _leases.EndExpired(request.Now);
        foreach (var stored in returned)
        {
            _ = QueueAgain(stored, stored.Attempts == 1 && stored.Item.Kind == ResourceKind.Page, countsAsAttempt: true, null);
        }

        var leases = new List<FrontierLease>();
        while (leases.Count < request.Max && heads.Queues.TryDequeue(request.IncludesNewPages, out var stored))
        {
            _tally.Add(stored.Item.Kind, -1);
            leases.Add(_leases.Begin(stored, request.ExpiresAt));
        }

        return new LeaseBatch { Leases = leases, NextReadyAt = heads.Queues.NextReadyAt, Returned = returned.Count == 0 ? [] : [.. returned.Select(static stored => stored.Item)] };
    }

    private Task<bool> QueueAgain(StoredItem stored, bool wasNewPage, bool countsAsAttempt, DateTimeOffset? notBefore)
    {
        var old = RowOf(stored, wasNewPage, null);
        var again = stored with { Attempts = stored.Attempts - (countsAsAttempt ? 0 : 1), Place = ++_lastNumber };
        _tally.Add(again.Item.Kind, 1);
        _hosts.Find(again.Item.Url.Host)?.Offer(again, notBefore, HasRoom);
        var row = RowOf(again, again.IsNewPage, notBefore);
        return _writer.RunAsync(database =>
        {
            database.Pending.Delete(old);
            database.Pending.Insert(row);
            database.Items.SetAttempts(again.Id, again.Attempts);
            return true;
        });
    }

    private async Task ReadAsync(HostHeads heads, IReadOnlyList<TailRead> gaps)
    {
        // Taken now, with the place of the reading in the order of the acts: what is closed or given back while it waits for
        // its turn is still read as it was.
        var leased = _leases.IdsOf(heads.Host);
        var tails = await _writer.RunAsync(database => gaps.Select(gap => database.Pending.Read(gap.Host, gap.IsNewPages, gap.After, gap.Most)).ToList())

            // Never at once: the caller holds the lock, and has yet to say that this reading is under way.
            .ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            heads.Reading = null;
            for (var i = 0; i < gaps.Count; i++)
            {
                heads.Accept(gaps[i], tails[i], leased);
            }
        }
    }
}
