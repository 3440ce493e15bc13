namespace AsyncCrawler.Results;

/// <summary>The acknowledgement, and always the last: a crash before its commit repeats the page, a crash after it does not.</summary>
internal sealed class LeaseCompletionCallback(FinishedPages finished) : IPageDoneCallback
{
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        finished.Complete(page.Lease);
        return ValueTask.CompletedTask;
    }
}
