namespace AsyncCrawler.Results;

/// <summary>A function as a done-callback.</summary>
internal sealed class LambdaCallback(Func<PageOutcome, CancellationToken, ValueTask> function) : IPageDoneCallback
{
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken) => function(page, cancellationToken);
}
