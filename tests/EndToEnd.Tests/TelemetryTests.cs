using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Spans_OfAPage_LeadFromItsFetchToItsRecord()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new("<a href=/1>1</a>");
        site["/1"] = new("one");
        await using var scene = new CrawlScene();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AsyncCrawler",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        var fetch = Assert.Single(spans, span => span.OperationName == "crawler.fetch" && site.At("/1").Equals(span.GetTagItem("url.full")));
        Assert.Equal(site.At("/"), fetch.GetTagItem("crawler.via"));
        Assert.Equal(1, fetch.GetTagItem("crawler.depth"));
        Assert.Equal(
            ["crawler.parse", "crawler.record"],
            spans.Where(span => span.ParentSpanId == fetch.SpanId && span.TraceId == fetch.TraceId).Select(span => span.OperationName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Spans_WhenNobodyListens_AreNotMade()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new("page");
        await using var scene = new CrawlScene();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        Assert.All(scene.Finished, page => Assert.Equal(default, page.Fetch.Span));
    }

    [Fact]
    public async Task Meter_OfACrawl_CountsWhatCameToAnEnd()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new("<a href=/gone>1</a><img src=/a.png>");
        site["/a.png"] = new("png", "image/png");
        await using var scene = new CrawlScene(static options => options.OnPageDone(static (page, _) =>
            page.Item.Kind == ResourceKind.Image ? throw new InvalidOperationException("the user's") : ValueTask.CompletedTask));
        var counts = new ConcurrentDictionary<string, long>();
        using var meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AsyncCrawler")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            counts.AddOrUpdate(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)]), value, (_, sum) => sum + value));
        meters.Start();

        await scene.Crawler.CrawlAsync([site.At("/")], TestContext.Current.CancellationToken);

        foreach (var line in new[] { "page ok", "page http-error", "image ok" })
        {
            Assert.True(counts["crawler.results.finished " + line] >= 1, line);
        }

        Assert.True(counts["crawler.results.links"] >= 2);
        Assert.Equal(1, counts["crawler.results.callback_faults LambdaCallback"]);
    }
}
