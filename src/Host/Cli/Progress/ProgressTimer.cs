namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>The rhythm that all views share.</summary>
internal static class ProgressTimer
{
    /// <summary>Calls at each interval, one call after the other, until the token is cancelled.</summary>
    public static async Task RunAsync(TimeSpan interval, TimeProvider time, Action tick, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                tick();
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The crawl is over, and with it what there is to show.
        }
    }
}
