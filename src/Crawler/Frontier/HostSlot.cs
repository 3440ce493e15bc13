using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What one crawl's scheduler knows of one host.</summary>
internal sealed class HostSlot : IThrottleUser
{
    private readonly HostScheduler _scheduler;

    /// <param name="host">The host.</param>
    /// <param name="scheduler">Whose slot it is.</param>
    /// <param name="throttles">Where the host's throttle is; it is given back by <see cref="HostThrottles.Leave"/>.</param>
    public HostSlot(HostKey host, HostScheduler scheduler, HostThrottles throttles)
    {
        Host = host;
        _scheduler = scheduler;
        Throttle = throttles.Join(host, this);
    }

    public HostKey Host { get; }

    /// <summary>When the host may be asked; shared with other crawls.</summary>
    public HostThrottle Throttle { get; }

    /// <summary>Fetches of this crawl that are under way, or that room is taken for.</summary>
    public int InFlight { get; set; }

    /// <summary>Pages in the store, under no lease, and never tried.</summary>
    public long NewPages { get; set; }

    /// <summary>Images, and pages that were tried before, in the store and under no lease.</summary>
    public long Others { get; set; }

    /// <summary>The timestamp before which the store has nothing ready for this host.</summary>
    public long NothingReadyBefore { get; set; }

    /// <summary>The timestamp under which the slot stands in the heap; null when it stands in none.</summary>
    public long? ScheduledAt { get; set; }

    /// <summary>Requests for a robots.txt that lead to this host: its own, or one that another host redirects to it. They come before anything else.</summary>
    public Queue<FrontierLease> RobotsRequests { get; } = new(0);

    /// <summary>True while this crawl is the one that asks for the host's robots.txt.</summary>
    public bool IsAskingForRobots { get; set; }

    /// <inheritdoc/>
    public PolitenessOptions Limits => _scheduler.Limits;

    /// <inheritdoc/>
    public bool IsWaiting => _scheduler.HasWork(this);

    /// <inheritdoc/>
    public void TryAgain() => _scheduler.TryAgain(this);
}
