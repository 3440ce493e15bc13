using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>
/// The pages that went through the done-callbacks and are not committed yet. The commit makes it one act that their records
/// count, their links are known and they are closed; until then a crash repeats them. Not thread-safe.
/// </summary>
/// <param name="frontier">What is committed to.</param>
/// <param name="participants">Those who hold something of the pages.</param>
internal sealed class FinishedPages(CrawlFrontier frontier, IReadOnlyList<ICommitParticipant> participants)
{
    private readonly List<FrontierLease> _completed = [];
    private readonly List<FrontierItem> _candidates = [];

    /// <summary>Adds what a page leads to.</summary>
    public void AddCandidate(FrontierItem candidate) => _candidates.Add(candidate);

    /// <summary>Adds a page that is to be closed.</summary>
    public void Complete(FrontierLease lease) => _completed.Add(lease);

    /// <summary>Commits all that was added.</summary>
    /// <param name="cancellationToken">Cancels before anything is committed, or not at all.</param>
    /// <exception cref="FrontierStoreException">The store cannot keep it.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var participant in participants)
        {
            await participant.PrepareCommitAsync(notes, cancellationToken).ConfigureAwait(false);
        }

        await frontier.CommitAsync(new FinishedBatch { Completed = _completed, NewItems = _candidates, Notes = notes }, cancellationToken).ConfigureAwait(false);
        _completed.Clear();
        _candidates.Clear();
    }
}
