using System.Diagnostics.Metrics;
using System.Text.Json;
using AsyncCrawler.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Frontier;

/// <summary>What the frontiers of all crawls together tell the product's meter and the log. What can be counted at any time is asked for only when somebody listens. Thread-safe.</summary>
internal sealed partial class FrontierTelemetry
{
    private readonly Counter<long> _seen;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _commits;
    private readonly ILogger _logger;
    private readonly HashSet<CrawlFrontier> _frontiers = [];
    private readonly Lock _gate = new();

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where the meter comes from.</param>
    /// <param name="logger">Told of refusals.</param>
    public FrontierTelemetry(IMeterFactory meters, ILogger<FrontierTelemetry> logger)
    {
        _logger = logger;
        var meter = meters.Create(CrawlerTelemetry.Name);
        _seen = meter.CreateCounter<long>("crawler.frontier.seen", unit: "{url}", "URLs that were taken up, each once per crawl.");
        _refused = meter.CreateCounter<long>("crawler.frontier.refused", unit: "{url}", "URLs that were not taken up, by reason.");
        _commits = meter.CreateHistogram<double>("crawler.frontier.commit.duration", unit: "s", "From the hand-over of finished and new URLs to the store until it has kept them.");
        meter.CreateObservableUpDownCounter("crawler.frontier.pending", () => Sum(static open => open.Waiting), unit: "{url}", "URLs that wait and are wanted.");
        meter.CreateObservableUpDownCounter("crawler.frontier.leased", () => Sum(static open => open.UnderWay), unit: "{url}", "URLs that are under way.");
    }

    /// <summary>True when somebody wants to know how long commits take.</summary>
    public bool TimesCommits => _commits.Enabled;

    /// <summary>Counts a frontier in, until it leaves.</summary>
    public void Join(CrawlFrontier frontier)
    {
        lock (_gate)
        {
            _frontiers.Add(frontier);
        }
    }

    /// <summary>Counts a frontier no more.</summary>
    public void Leave(CrawlFrontier frontier)
    {
        lock (_gate)
        {
            _frontiers.Remove(frontier);
        }
    }

    /// <summary>Records URLs that were taken up.</summary>
    public void RecordSeen(int count) => _seen.Add(count);

    /// <summary>Records how long a commit took.</summary>
    public void RecordCommit(TimeSpan elapsed) => _commits.Record(elapsed.TotalSeconds);

    /// <summary>Records a URL that was not taken up, and tells the log of some: millions of lines would hide what they tell (promise R14).</summary>
    /// <param name="item">The URL.</param>
    /// <param name="decision">Why.</param>
    /// <param name="count">How many the same crawl refused by the same rule so far, this one included.</param>
    public void RecordRefusal(FrontierItem item, AdmissionDecision decision, long count)
    {
        _refused.Add(1, new KeyValuePair<string, object?>("reason", Word(decision.Refusal)));
        if (!IsPowerOfTen(count))
        {
            return;
        }

        if (decision.Refusal == AdmissionRefusal.SeedTooLong)
        {
            LogSeedRefused(decision.Rule, count, MaskedUrl.Of(item.Url.Text));
        }
        else if (_logger.IsEnabled(LogLevel.Information))
        {
            LogRefused(MaskedUrl.Of(item.Url.Text), decision.Refusal, decision.Rule, count);
        }
    }

    private static bool IsPowerOfTen(long count)
    {
        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }

    private static string Word(AdmissionRefusal refusal) => JsonNamingPolicy.KebabCaseLower.ConvertName(refusal.ToString());

    private long Sum(Func<(long Waiting, long UnderWay), long> part)
    {
        lock (_gate)
        {
            return _frontiers.Sum(frontier => part(frontier.CountOpen()));
        }
    }

    [LoggerMessage(EventIds.Frontier.Refused, LogLevel.Information, "{Url} is not taken up: {Refusal}, {Rule} (number {Count} of this rule; the 1st, 10th, 100th and so on are told)")]
    private partial void LogRefused(string url, AdmissionRefusal refusal, string rule, long count);

    [LoggerMessage(EventIds.Frontier.SeedRefused, LogLevel.Warning, "A seed is not crawled, as it is {Rule} (number {Count}; the 1st, 10th, 100th and so on are told): {Url}")]
    private partial void LogSeedRefused(string rule, long count, string url);
}
