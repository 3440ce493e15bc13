namespace AsyncCrawler.Host.Jobs;

/// <summary>Where jobs rest. Each verb is atomic, and on the disk when it returns. Thread-safe.</summary>
internal interface IJobStore
{
    /// <summary>Adds a job, unless an earlier request with the same key did: of two racing calls with one key exactly one adds.</summary>
    /// <exception cref="JobStoreException">The store cannot keep it.</exception>
    ValueTask<JobAdded> AddAsync(JobRecord job, IdempotencyKey? key, CancellationToken cancellationToken);

    /// <summary>Replaces a job's record; does nothing when the job was deleted.</summary>
    /// <exception cref="JobStoreException">The store cannot keep it.</exception>
    ValueTask UpdateAsync(JobRecord job, CancellationToken cancellationToken);

    /// <summary>Forgets a job.</summary>
    /// <exception cref="JobStoreException">The store cannot be written.</exception>
    ValueTask DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>A job; null when there is none of that name.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    ValueTask<JobRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Some of the jobs, the newest first.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Fails when the store cannot be used now.</summary>
    /// <exception cref="JobStoreException">Says why.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
