using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AsyncCrawler.Diagnostics;

/// <summary>The product's meter and its source of spans, both named <c>AsyncCrawler</c>. Costs next to nothing while nobody listens. Thread-safe.</summary>
internal sealed class CrawlerTelemetry
{
    /// <summary>The name of the meter and of the source.</summary>
    public const string Name = "AsyncCrawler";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Histogram<double> _fetchDuration;
    private readonly Counter<long> _fetchedBytes;

    public CrawlerTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _fetchDuration = meter.CreateHistogram<double>("crawler.fetch.duration", unit: "s", "From the begin of a fetch to its end, body included.");
        _fetchedBytes = meter.CreateCounter<long>("crawler.fetch.bytes", unit: "By", "Bytes of bodies after decoding.");
    }

    /// <summary>Begins the span of a fetch; null when nobody listens.</summary>
    public static Activity? StartFetch() => Spans.StartActivity("crawler.fetch", ActivityKind.Client);

    /// <summary>Records a fetch that ended.</summary>
    /// <param name="outcome">A word of a closed set: never a host or a URL.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="bodyBytes">The length of the body.</param>
    public void RecordFetch(string outcome, TimeSpan elapsed, long bodyBytes)
    {
        _fetchDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        _fetchedBytes.Add(bodyBytes);
    }
}
