namespace AsyncCrawler.Results;

/// <summary>Told before the pages of a batch are committed: makes last what it gathered of them, and notes what a resumed crawl must know.</summary>
internal interface ICommitParticipant
{
    /// <summary>Prepares for the commit.</summary>
    /// <param name="notes">Gets the notes; they replace those of the same name of earlier commits.</param>
    /// <param name="cancellationToken">Cancelled when the crawl is cancelled, not when it drains.</param>
    ValueTask PrepareCommitAsync(IDictionary<string, string> notes, CancellationToken cancellationToken);
}
