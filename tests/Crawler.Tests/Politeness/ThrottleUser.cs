using AsyncCrawler.Politeness;

namespace AsyncCrawler.Tests.Politeness;

/// <summary>A crawl's interest in a host, without a crawl.</summary>
internal sealed class ThrottleUser(TimeSpan delay, int inFlight) : IThrottleUser
{
    public PolitenessOptions Limits { get; } = new() { Delay = delay, MaxInFlightPerHost = inFlight };

    public bool IsWaiting => false;

    public int TimesTold { get; private set; }

    public void TryAgain() => TimesTold++;
}
