namespace AsyncCrawler.Politeness;

/// <summary>One crawl's interest in one host. Called under <see cref="HostThrottles.Gate"/>.</summary>
internal interface IThrottleUser
{
    /// <summary>How often the crawl wants the host to be asked at most.</summary>
    PolitenessOptions Limits { get; }

    /// <summary>Least time between two fetches that the crawl wants of this host: its own, or more where a site wants more.</summary>
    TimeSpan Delay => Limits.Delay;

    /// <summary>True when the crawl has something to ask the host for.</summary>
    bool IsWaiting { get; }

    /// <summary>Told that the host may have room again, or that its robots.txt was answered.</summary>
    void TryAgain();
}
