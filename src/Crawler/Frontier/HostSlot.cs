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
        Delay = scheduler.DelayOf(host);
        Throttle = throttles.Join(host, this);
        Entry = scheduler.EnterAt(Throttle.Address);
    }

    public HostKey Host { get; }

    /// <summary>When the host may be asked; shared with other crawls.</summary>
    public HostThrottle Throttle { get; }

    /// <summary>Its address on the workbench.</summary>
    public WorkbenchEntry Entry { get; set; }

    /// <summary>False until it is known where the host is and what it is owed; then it may be asked.</summary>
    public bool IsIntroduced { get; set; }

    /// <summary>True while that is found out.</summary>
    public bool IsBeingIntroduced { get; set; }

    /// <summary>True when the scheduler has given the slot up.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>Fetches of this crawl that are under way, or that room is taken for.</summary>
    public int InFlight { get; set; }

    /// <summary>Pages in the store, under no lease, and never tried.</summary>
    public long NewPages { get; set; }

    /// <summary>Images, and pages that were tried before, in the store and under no lease.</summary>
    public long Others { get; set; }

    /// <summary>How many have taken the slot and not yet told what came of it.</summary>
    public int Takers { get; set; }

    /// <summary>How often items were added: what was added meanwhile must not be forgotten when the store says it has no more.</summary>
    public int Additions { get; set; }

    /// <summary>The timestamp before which the store has nothing ready for this host.</summary>
    public long NothingReadyBefore { get; set; }

    /// <summary>The timestamp under which the slot stands on the workbench; null when it does not.</summary>
    public long? ScheduledAt { get; set; }

    /// <summary>Requests for a robots.txt that lead to this host: its own, or one that another host redirects to it. They come before anything else.</summary>
    public Queue<FrontierLease> RobotsRequests { get; } = new(0);

    /// <summary>True while this crawl is the one that asks for the host's robots.txt.</summary>
    public bool IsAskingForRobots { get; set; }

    /// <summary>How many fetches may begin now, the time left aside.</summary>
    public int Room => Math.Min(Throttle.Room, Throttle.Address.Room);

    /// <summary>True when the host has something to do and room for it; the room of its address is looked at when its turn comes.</summary>
    public bool IsEligible => Throttle.Room > 0 && _scheduler.HasWork(this);

    /// <summary>When the host can be asked next, as far as is known.</summary>
    public long ReadyAt => Math.Max(Throttle.ReadyAtFor(this), Math.Max(NothingReadyBefore, ObeysRobots ? Throttle.Robots.RetryAt : 0));

    /// <summary>True when nothing is lost if the slot is forgotten.</summary>
    public bool IsIdle => NewPages + Others + RobotsRequests.Count + InFlight == 0 && !IsAskingForRobots && !IsBeingIntroduced;

    /// <inheritdoc/>
    public PolitenessOptions Limits => _scheduler.Limits;

    /// <inheritdoc/>
    public TimeSpan Delay { get; }

    private bool ObeysRobots => Limits.Robots == Obedience.Obey;

    /// <inheritdoc/>
    public bool IsWaiting => _scheduler.HasWork(this);

    /// <inheritdoc/>
    public void TryAgain() => _scheduler.TryAgain(this);
}
