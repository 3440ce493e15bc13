using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>The counts behind one <see cref="CrawlSummarySeed"/>. Not thread-safe.</summary>
internal sealed class SeedTally
{
    private readonly TrafficTally _traffic = new();
    private string? _outcome;
    private string? _reason;
    private int? _status;

    /// <summary>The tally that an earlier run had.</summary>
    public static SeedTally From(CrawlSummarySeed saved)
    {
        var tally = new SeedTally { _outcome = saved.Outcome, _reason = saved.Reason, _status = saved.Status };
        tally._traffic.Restore(saved.Pages, saved.Images, saved.Failures, saved.Bytes);
        return tally;
    }

    /// <summary>Counts one URL that was reached from the seed.</summary>
    public void Add(PageOutcome page)
    {
        _traffic.Add(page);
        if (page.Item is { Depth: 0, Kind: ResourceKind.Page })
        {
            // The seed, or where its redirects led: a target is fetched after the redirect is done, so the last one counts.
            _outcome = TallyKeys.Outcome(page.Status);
            _reason = TallyKeys.Reason(page);
            _status = TallyKeys.Status(page.Fetch);
        }
    }

    /// <summary>The counts of this moment; <paramref name="isShared"/> when many seeds share them, who have no outcome in common.</summary>
    public CrawlSummarySeed ToSummary(string url, bool isShared) => new()
    {
        Url = url,
        Outcome = isShared ? null : _outcome,
        Reason = isShared ? null : _reason,
        Status = isShared ? null : _status,
        Pages = _traffic.Pages,
        Images = _traffic.Images,
        Failures = _traffic.Failures,
        Bytes = _traffic.Bytes,
    };
}
