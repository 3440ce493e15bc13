using System.Globalization;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>The counts behind <see cref="CrawlSummaryTotals"/>. Not thread-safe.</summary>
internal sealed class TotalsTally
{
    // RFC 9110 §15: a status code has three digits.
    private readonly long[] _byStatus = new long[1000];
    private readonly long[] _byOutcome = new long[Enum.GetValues<PageStatus>().Length];
    private readonly Dictionary<string, long> _byReason = new(StringComparer.Ordinal);
    private readonly TrafficTally _traffic = new();
    private long _finished;
    private long _seedFailures;
    private long _truncated;
    private long _linksFound;
    private long _imagesFound;

    /// <summary>Goes on from what an earlier run counted.</summary>
    public void Restore(CrawlSummaryTotals saved)
    {
        _traffic.Restore(saved.Pages, saved.Images, saved.Failures, saved.Bytes);
        (_finished, _seedFailures, _truncated) = (saved.Finished, saved.SeedFailures, saved.Truncated);
        (_linksFound, _imagesFound) = (saved.LinksFound, saved.ImagesFound);
        foreach (var status in Enum.GetValues<PageStatus>())
        {
            _byOutcome[(int)status] = saved.ByOutcome.GetValueOrDefault(TallyKeys.Outcome(status));
        }

        foreach (var (status, count) in saved.ByStatus)
        {
            _byStatus[int.Parse(status, CultureInfo.InvariantCulture)] = count;
        }

        foreach (var (reason, count) in saved.ByReason)
        {
            _byReason[reason] = count;
        }
    }

    /// <summary>Counts one URL.</summary>
    public void Add(PageOutcome page)
    {
        _traffic.Add(page);
        _finished++;
        _linksFound += page.Links.Count;
        _imagesFound += page.Images.Count;
        _truncated += page.Fetch is FetchOutcome.Received { IsTruncated: true } ? 1 : 0;
        _byOutcome[(int)page.Status]++;

        // Redirects do not add to the depth: each seed ends its chain of pages at depth 0 in one URL that is no redirect.
        _seedFailures += page.Item is { Depth: 0, Kind: ResourceKind.Page } && (TallyKeys.IsFailure(page.Status) || page.Status == PageStatus.RobotsDenied) ? 1 : 0;
        if (TallyKeys.Status(page.Fetch) is { } status and >= 0 and < 1000)
        {
            _byStatus[status]++;
        }

        if (TallyKeys.Reason(page) is { } reason)
        {
            _byReason[reason] = _byReason.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>The counts of this moment.</summary>
    public CrawlSummaryTotals ToTotals()
    {
        var byStatus = NewCounts();
        var byClass = NewCounts();
        foreach (var (status, count) in _byStatus.Index().Where(entry => entry.Item > 0))
        {
            byStatus.Add(status.ToString(CultureInfo.InvariantCulture), count);
            var key = (status / 100).ToString(CultureInfo.InvariantCulture) + "xx";
            byClass[key] = byClass.GetValueOrDefault(key) + count;
        }

        var byOutcome = NewCounts();
        foreach (var (status, count) in _byOutcome.Index().Where(entry => entry.Item > 0))
        {
            byOutcome.Add(TallyKeys.Outcome((PageStatus)status), count);
        }

        return new CrawlSummaryTotals
        {
            Finished = _finished,
            Pages = _traffic.Pages,
            Images = _traffic.Images,
            Failures = _traffic.Failures,
            SeedFailures = _seedFailures,
            Bytes = _traffic.Bytes,
            Truncated = _truncated,
            LinksFound = _linksFound,
            ImagesFound = _imagesFound,
            ByOutcome = byOutcome,
            ByReason = new SortedList<string, long>(_byReason, StringComparer.Ordinal),
            ByStatusClass = byClass,
            ByStatus = byStatus,
        };
    }

    private static SortedList<string, long> NewCounts() => new(StringComparer.Ordinal);
}
