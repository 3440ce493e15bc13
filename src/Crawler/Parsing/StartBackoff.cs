namespace AsyncCrawler.Parsing;

/// <summary>How often and how fast a worker is started again that would not start (promises P02: no fork storm). Thread-safe.</summary>
/// <param name="options">How many attempts, and the first pause.</param>
/// <param name="time">Measures the pauses.</param>
// No pipeline of Polly's: to build one costs as much as a hundred pages, and nearly no worker needs a second attempt.
internal sealed class StartBackoff(ParserPoolOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Tries until it works, or has failed as often as it may; the pauses between the attempts double.</summary>
    /// <param name="start">One attempt.</param>
    /// <param name="stop">Ends a pause.</param>
    /// <exception cref="WorkerStartException">The last attempt failed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> start, CancellationToken stop)
    {
        var pause = options.StartPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await start(stop);
            }
            catch (WorkerStartException) when (attempt < options.StartAttempts)
            {
                await Task.Delay(pause, time, stop);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
