using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Where the frontier rests. Every verb is atomic, takes a batch and says what happened; all are safe to call from many
/// threads at once. "Seen" and "queued" are one act, so nothing can be seen and lost. A store that outlives its process has
/// kept what a verb reported before the verb returns, with one exception: leases end with the process that holds them.
/// </summary>
public interface IFrontierStore : IAsyncDisposable
{
    /// <summary>
    /// Closes items, adds new ones and keeps notes, all in one act. Completing twice, or under a lease that is no longer the
    /// newest, changes nothing; of two callers that add one URL at once, exactly one hears that it is new.
    /// </summary>
    /// <param name="batch">What becomes true.</param>
    /// <param name="cancellationToken">Cancels before anything is done, or not at all.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="FrontierStoreException">The place is full, gone or taken by another process; nothing of the batch is kept.</exception>
    ValueTask<CommitOutcome> CommitAsync(FinishedBatch batch, CancellationToken cancellationToken);

    /// <summary>Leases the oldest ready items of a host. An item is under one lease at a time; an expired lease counts as none.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Cancels before anything is leased, or not at all.</param>
    /// <returns>The leases, and when more can be had.</returns>
    ValueTask<LeaseBatch> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Gives items back, to be leased again not before a time. Under a lease that is no longer the newest, it changes nothing.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="notBefore">The earliest time of the next lease.</param>
    /// <param name="countsAsAttempt">False when the item was never tried: the next lease carries the same attempt number again.</param>
    /// <param name="cancellationToken">Cancels before anything is given back, or not at all.</param>
    /// <returns>True when the item waits again.</returns>
    ValueTask<bool> GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken);

    /// <summary>Counts what is open.</summary>
    /// <param name="cancellationToken">Cancels the counting.</param>
    /// <returns>The counts of one moment.</returns>
    ValueTask<FrontierCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>Tells what earlier runs left, as it was when the store was opened.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Zero and nothing for a new store.</returns>
    ValueTask<SavedFrontier> ReadSavedAsync(CancellationToken cancellationToken);

    /// <summary>Lists hosts with what they have that is not leased, in the order of their numbers. Hosts without any may be among them.</summary>
    /// <param name="after">The number of the host listed last; 0 to begin.</param>
    /// <param name="most">Most hosts to list.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The hosts; none when there are no more.</returns>
    ValueTask<IReadOnlyList<HostBacklog>> ListBacklogsAsync(long after, int most, CancellationToken cancellationToken);

    /// <summary>Keeps what a host is owed, in place of what it was owed before.</summary>
    /// <param name="debt">What it is owed.</param>
    /// <param name="cancellationToken">Cancels before anything is kept, or not at all.</param>
    /// <returns>Completes when it is kept.</returns>
    ValueTask SaveDebtAsync(HostDebt debt, CancellationToken cancellationToken);

    /// <summary>Tells what a host is owed.</summary>
    /// <param name="host">The host.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null when nothing is known.</returns>
    ValueTask<HostDebt?> FindDebtAsync(HostKey host, CancellationToken cancellationToken);

    /// <summary>Adds the items whose URLs were never added before: a commit of nothing else.</summary>
    /// <param name="items">The items; the first of equal URLs counts.</param>
    /// <param name="cancellationToken">Cancels before anything is added, or not at all.</param>
    /// <returns>The items that were new, in their order.</returns>
    async ValueTask<IReadOnlyList<FrontierItem>> AddNewAsync(IReadOnlyList<FrontierItem> items, CancellationToken cancellationToken) =>
        (await CommitAsync(new FinishedBatch { NewItems = items }, cancellationToken).ConfigureAwait(false)).Added;

    /// <summary>Closes items for good: a commit of nothing else.</summary>
    /// <param name="leases">The leases.</param>
    /// <param name="cancellationToken">Cancels before anything is completed, or not at all.</param>
    /// <returns>How many items were open under their lease and are now closed.</returns>
    async ValueTask<int> CompleteAsync(IReadOnlyList<FrontierLease> leases, CancellationToken cancellationToken) =>
        (await CommitAsync(new FinishedBatch { Completed = leases }, cancellationToken).ConfigureAwait(false)).Closed;
}
