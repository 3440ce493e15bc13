using System.Diagnostics;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>What this process holds at one moment.</summary>
internal sealed record Footprint(int Descriptors, int Threads, long Bytes)
{
    public static Footprint Take()
    {
        using var process = Process.GetCurrentProcess();
        var descriptors = Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : process.HandleCount;
        return new Footprint(descriptors, process.Threads.Count, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>
    /// Whether no more stays than before, beyond what comes and goes by itself: far less than one for each fetch. The servers are of
    /// this process too, and may need a while to see that a connection is closed.
    /// </summary>
    public static async Task<bool> HasNotGrownSinceAsync(Footprint before)
    {
        for (var patience = 30; ; patience--)
        {
            var now = Take();
            if (now.Descriptors - before.Descriptors <= 30 && now.Threads - before.Threads <= 20 && now.Bytes - before.Bytes <= 2_000_000)
            {
                return true;
            }

            if (patience == 0)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
