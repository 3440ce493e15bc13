using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Tests.Jobs;

/// <summary>A store that cannot be written while the test says so.</summary>
internal sealed class FaultyJobStore(IJobStore inner) : IJobStore
{
    public bool IsBroken { get; set; }

    public ValueTask<JobAdded> AddAsync(JobRecord job, IdempotencyKey? key, CancellationToken cancellationToken) => Guarded(() => inner.AddAsync(job, key, cancellationToken));

    public ValueTask UpdateAsync(JobRecord job, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return inner.UpdateAsync(job, cancellationToken);
    }

    public ValueTask DeleteAsync(string id, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return inner.DeleteAsync(id, cancellationToken);
    }

    public ValueTask<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return inner.CheckAsync(cancellationToken);
    }

    private ValueTask<T> Guarded<T>(Func<ValueTask<T>> work)
    {
        ThrowIfBroken();
        return work();
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new JobStoreException("service.db is locked.");
        }
    }
}
