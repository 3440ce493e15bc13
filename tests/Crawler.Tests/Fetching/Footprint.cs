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

    /// <summary>Fails when there is more than before, beyond what comes and goes by itself: far less than one for each fetch.</summary>
    public void AssertNotGrownSince(Footprint before)
    {
        Assert.InRange(Descriptors - before.Descriptors, -10_000, 30);
        Assert.InRange(Threads - before.Threads, -1_000, 20);
        Assert.InRange(Bytes - before.Bytes, -100_000_000, 2_000_000);
    }
}
