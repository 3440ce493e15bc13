using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Lets nothing of a host pass before its robots.txt is known. The request for it is a lease like any other, only that it comes
/// from here and not from the store: so it obeys the host's delay, each redirect of it obeys that of the host where it leads,
/// and after a restart it is asked for anew. What one crawl was answered, the others need not ask. Not thread-safe: its owner
/// holds <see cref="HostThrottles.Gate"/>.
/// </summary>
internal sealed class RobotsGate(Obedience obedience, RobotsCache cache, TimeProvider time)
{
    /// <summary>What has to be asked before anything of the store may be leased.</summary>
    /// <param name="slot">A host that may be asked now.</param>
    /// <param name="standing">What is known, when there is nothing to ask; null when robots.txt is ignored.</param>
    /// <returns>A lease, or null when the way is free.</returns>
    public FrontierLease? NextRequest(HostSlot slot, out RobotsStanding? standing)
    {
        standing = null;
        if (slot.RobotsRequests.TryDequeue(out var request) || obedience == Obedience.Ignore)
        {
            return request;
        }

        standing = cache.Find(slot.Host);
        if (standing is not null)
        {
            // The throttle may be younger than the rules.
            slot.Throttle.SetDelay(standing.Rules.CrawlDelay);
            return null;
        }

        slot.IsAskingForRobots = slot.Throttle.Robots.IsUnderWay = true;
        return new FrontierLease
        {
            ItemId = 0,
            Item = FrontierItem.ForRobots(slot.Host),
            Attempt = slot.Throttle.Robots.Failures + 1,
            ExpiresAt = DateTimeOffset.MaxValue,
        };
    }

    /// <summary>Notes what came of a request.</summary>
    /// <param name="slot">The host that it was for.</param>
    /// <param name="answer">The answer; null when it was not asked after all.</param>
    public void Answer(HostSlot slot, RobotsAnswer? answer)
    {
        slot.IsAskingForRobots = slot.Throttle.Robots.IsUnderWay = false;
        if (answer is not null)
        {
            Note(slot, answer);
        }

        slot.Throttle.TellUsers();
    }

    /// <summary>Marks the leases of what may not be fetched.</summary>
    public static IReadOnlyList<FrontierLease> Judge(IReadOnlyList<FrontierLease> leases, RobotsStanding? standing)
    {
        for (var i = 0; standing is not null && i < leases.Count; i++)
        {
            if (standing.Judge(leases[i].Item.Url) is not null)
            {
                return [.. leases.Select(lease => lease with { Refusal = standing.Judge(lease.Item.Url) })];
            }
        }

        return leases;
    }

    /// <summary>The sitemaps that robots.txt names, when the leases hold the customary one to which they belong.</summary>
    public static IReadOnlyList<FrontierItem> NamedSitemaps(IReadOnlyList<FrontierLease> leases, RobotsStanding? standing)
    {
        if (standing is not { Rules.Sitemaps: { Count: > 0 } named } || leases.FirstOrDefault(lease => lease.Item.IsCustomarySitemap) is not { Item: var customary })
        {
            return [];
        }

        var items = new List<FrontierItem>(named.Count);
        foreach (var text in named)
        {
            if (CrawlUrl.TryParse(text, out var url))
            {
                items.Add(customary.ForNamedSitemap(url));
            }
        }

        return items;
    }

    private void Note(HostSlot slot, RobotsAnswer answer)
    {
        var inquiry = slot.Throttle.Robots;
        if (cache.Note(slot.Host, answer) is { } delay)
        {
            inquiry.Failures += answer is RobotsAnswer.Unreachable { CountsAsAttempt: true } ? 1 : 0;
            inquiry.RetryAt = time.After(delay);
            return;
        }

        (inquiry.Failures, inquiry.RetryAt) = (0, 0);
        if (answer is RobotsAnswer.Known known)
        {
            slot.Throttle.SetDelay(known.Rules.CrawlDelay);
            slot.Throttle.Restart();
        }
    }
}
