using Polly;
using Polly.Retry;

namespace AsyncCrawler.Parsing;

/// <summary>How often and how fast a worker is started again that would not start (promises P02: no fork storm). Thread-safe.</summary>
/// <param name="options">How many attempts, and the first pause.</param>
/// <param name="time">Measures the pauses.</param>
internal sealed class StartBackoff(ParserPoolOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until it works, or has failed as often as it may; the pauses between the attempts double.</summary>
    /// <param name="start">One attempt.</param>
    /// <param name="stop">Ends a pause.</param>
    /// <exception cref="WorkerStartException">The last attempt failed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> start, CancellationToken stop)
    {
        var first = AttemptAsync(stop);
        try
        {
            return await first;
        }
        catch (WorkerStartException) when (options.StartAttempts > 1)
        {
            // To build a pipeline costs as much as a hundred pages, and nearly no worker needs a second attempt: so it is built
            // only now, and its first attempt is the one that has failed.
            var attempts = 0;
            return await BuildPipeline().ExecuteAsync(async token => await (attempts++ == 0 ? first : start(token)), stop);
        }

        // What it throws at once is the task's fault like any other.
        async Task<T> AttemptAsync(CancellationToken token) => await start(token);
    }

    private ResiliencePipeline BuildPipeline() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<WorkerStartException>(),
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.StartPause,
            MaxDelay = LongestPause,
            MaxRetryAttempts = options.StartAttempts - 1,
        })
        .Build();
}
