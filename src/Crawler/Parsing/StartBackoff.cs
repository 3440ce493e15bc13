using Polly;
using Polly.Retry;

namespace AsyncCrawler.Parsing;

/// <summary>How often and how fast a worker is started again that would not start (promises P02: no fork storm).</summary>
internal static class StartBackoff
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The pauses between the attempts, doubling.</summary>
    /// <param name="options">How many attempts, and the first pause.</param>
    /// <param name="time">Measures the pauses.</param>
    public static ResiliencePipeline Create(ParserPoolOptions options, TimeProvider time)
    {
        if (options.StartAttempts == 1)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = time }
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
}
