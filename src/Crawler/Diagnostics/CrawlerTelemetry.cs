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
    private readonly Counter<long> _trailing;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _links;
    private readonly Counter<long> _callbackFaults;

    public CrawlerTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _fetchDuration = meter.CreateHistogram<double>("crawler.fetch.duration", unit: "s", "From the begin of a fetch to its end, body included.");
        _fetchedBytes = meter.CreateCounter<long>("crawler.fetch.bytes", unit: "By", "Bytes of bodies after decoding.");
        _trailing = meter.CreateCounter<long>("crawler.fetch.trailing", unit: "{body}", "Bodies with bytes after the end of their content coding, which were ignored.");
        _pages = meter.CreateCounter<long>("crawler.results.finished", unit: "{url}", "URLs that came to an end, by kind and outcome.");
        _links = meter.CreateCounter<long>("crawler.results.links", unit: "{url}", "Links and images found on pages, each once per page.");
        _callbackFaults = meter.CreateCounter<long>("crawler.results.callback_faults", unit: "{fault}", "Faults of done-callbacks of the user's, by callback.");
    }

    /// <summary>True when somebody listens to spans.</summary>
    public static bool IsListenedTo => Spans.HasListeners();

    /// <summary>Begins the span of a fetch; null when nobody listens.</summary>
    public static Activity? StartFetch() => Spans.StartActivity("crawler.fetch", ActivityKind.Client);

    /// <summary>Begins the span of a later step of a page; null when nobody listens.</summary>
    /// <param name="name">The span's name.</param>
    /// <param name="fetch">The span of the page's fetch, to which this one belongs.</param>
    public static Activity? StartStep(string name, ActivityContext fetch) => Spans.StartActivity(name, ActivityKind.Internal, fetch);

    /// <summary>Records a URL that came to an end.</summary>
    /// <param name="kind">What it is, in a word.</param>
    /// <param name="outcome">What became of it, in a word of a closed set.</param>
    /// <param name="links">Links and images found on it.</param>
    public void RecordPage(string kind, string outcome, int links)
    {
        _pages.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
        _links.Add(links);
    }

    /// <summary>Records that a done-callback of the user's threw.</summary>
    /// <param name="callback">The name of its type.</param>
    public void RecordCallbackFault(string callback) => _callbackFaults.Add(1, new KeyValuePair<string, object?>("callback", callback));

    /// <summary>Records a fetch that ended.</summary>
    /// <param name="outcome">A word of a closed set: never a host or a URL.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="bodyBytes">The length of the body.</param>
    /// <param name="hasTrailing">Whether something came after the end of its content coding.</param>
    public void RecordFetch(string outcome, TimeSpan elapsed, long bodyBytes, bool hasTrailing)
    {
        _fetchDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        _fetchedBytes.Add(bodyBytes);
        if (hasTrailing)
        {
            _trailing.Add(1);
        }
    }
}
