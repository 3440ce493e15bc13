namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Runs something until it costs no less, so that its code is compiled for good.</summary>
internal static class WarmUp
{
    // The runtime compiles a method again when it was called often, and once more with what it learnt, each time a while after it compiled
    // anything else. In between nothing gets cheaper.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Less than that is the noise of a machine.
    private const double Gain = 0.05;

    /// <summary>Runs it again and again.</summary>
    /// <param name="run">What, for some tenths of a second.</param>
    public static async Task RunAsync(Func<Task<ParserCost>> run)
    {
        var (best, since) = (0.0, TimeProvider.System.GetTimestamp());
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            var pace = (await run()).PagesPerCpuSecond;
            if (pace > best * (1 + Gain))
            {
                (best, since) = (pace, TimeProvider.System.GetTimestamp());
            }
        }
    }
}
