using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>A store in memory whose leases can be held up, as those of a store on disk may be at any time.</summary>
internal sealed class HeldStore : IFrontierStore
{
    private readonly InMemoryFrontierStore _store = new();
    private Task _hold = Task.CompletedTask;

    /// <summary>Holds all leases asked for from now on until the result is set.</summary>
    public TaskCompletionSource HoldLeases()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hold = hold.Task;
        return hold;
    }

    public async ValueTask<LeaseBatch> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        await _hold.WaitAsync(cancellationToken);
        return await _store.LeaseAsync(request, cancellationToken);
    }

    public ValueTask<CommitOutcome> CommitAsync(FinishedBatch batch, CancellationToken cancellationToken) => _store.CommitAsync(batch, cancellationToken);

    public ValueTask<bool> GiveBackAsync(FrontierLease lease, DateTimeOffset notBefore, bool countsAsAttempt, CancellationToken cancellationToken) =>
        _store.GiveBackAsync(lease, notBefore, countsAsAttempt, cancellationToken);

    public ValueTask<FrontierCounts> CountAsync(CancellationToken cancellationToken) => _store.CountAsync(cancellationToken);

    public ValueTask<SavedFrontier> ReadSavedAsync(CancellationToken cancellationToken) => _store.ReadSavedAsync(cancellationToken);

    public ValueTask<IReadOnlyList<HostBacklog>> ListBacklogsAsync(long after, int most, CancellationToken cancellationToken) =>
        _store.ListBacklogsAsync(after, most, cancellationToken);

    public ValueTask SaveDebtAsync(HostDebt debt, CancellationToken cancellationToken) => _store.SaveDebtAsync(debt, cancellationToken);

    public ValueTask<HostDebt?> FindDebtAsync(HostKey host, CancellationToken cancellationToken) => _store.FindDebtAsync(host, cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
