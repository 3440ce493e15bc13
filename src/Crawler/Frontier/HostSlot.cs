using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>What the scheduler knows of one host.</summary>
internal sealed class HostSlot(HostKey host, HostThrottle throttle)
{
    public HostKey Host { get; } = host;

    public HostThrottle Throttle { get; } = throttle;

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

    /// <summary>True while this host's robots.txt is asked for: nothing of the store is leased meanwhile.</summary>
    public bool IsAwaitingRobots { get; set; }

    /// <summary>The timestamp before which this host's robots.txt is not asked for again.</summary>
    public long RobotsRetryAt { get; set; }

    /// <summary>How often in a row this host's robots.txt was asked for in vain.</summary>
    public int RobotsFailures { get; set; }

    /// <summary>When the host can be asked next, as far as is known.</summary>
    public long ReadyAt => Math.Max(Throttle.ReadyAt, Math.Max(NothingReadyBefore, RobotsRetryAt));
}
