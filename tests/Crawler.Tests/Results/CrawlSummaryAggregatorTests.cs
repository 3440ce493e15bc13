using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;

namespace AsyncCrawler.Tests.Results;

public sealed class CrawlSummaryAggregatorTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Totals_CountEveryEnd()
    {
        var page = PageOutcomes.Page() with { Links = [PageOutcomes.Url("http://site.test/a"), PageOutcomes.Url("http://site.test/b")], Images = [PageOutcomes.Url("http://site.test/i")] };
        var truncated = page with { Fetch = (FetchOutcome.Received)page.Fetch with { IsTruncated = true } };

        var totals = (await AggregateAsync(
            page,
            truncated,
            PageOutcomes.Image([1, 2, 3]),
            PageOutcomes.HttpError(404),
            PageOutcomes.HttpError(404),
            PageOutcomes.HttpError(503),
            PageOutcomes.Failed(FetchFailureReason.DnsFailed),
            PageOutcomes.Redirected("http://site.test/old", "http://site.test/new"),
            PageOutcomes.ParserFailed(ParseFailureReason.TimedOut))).SnapshotTotals();

        Assert.Equal(9, totals.Finished);
        Assert.Equal((2, 1, 5), (totals.Pages, totals.Images, totals.Failures));
        Assert.Equal((4, 2, 1), (totals.LinksFound, totals.ImagesFound, totals.Truncated));
        Assert.Equal(11 + 11 + 3 + 11, totals.Bytes);
        Assert.Equal("failed=1 http-error=3 ok=3 parser-failed=1 redirected=1", Text(totals.ByOutcome));
        Assert.Equal("dns-failed=1 http-404=2 http-503=1 timed-out=1", Text(totals.ByReason));
        Assert.Equal("2xx=4 3xx=1 4xx=2 5xx=1", Text(totals.ByStatusClass));
        Assert.Equal("200=4 301=1 404=2 503=1", Text(totals.ByStatus));
    }

    [Fact]
    public async Task Seeds_HaveTheirOwnOutcomeAndWhatWasReachedFromThem()
    {
        var summary = (await AggregateAsync(
            PageOutcomes.Page("http://b.test/", seed: "http://b.test/", depth: 0),
            PageOutcomes.Page("http://b.test/1", seed: "http://b.test/"),
            PageOutcomes.Redirected("http://c.test/", "http://c.test/home", seed: "http://c.test/", depth: 0),
            PageOutcomes.Page("http://c.test/home", seed: "http://c.test/", depth: 0),
            PageOutcomes.Page("http://a.test/1", seed: "http://a.test/"))).Snapshot();

        Assert.Equal(
            [("http://a.test/", null, null, 1L), ("http://b.test/", "ok", 200, 2L), ("http://c.test/", "ok", 200, 1L)],
            summary.Seeds.Select(seed => (seed.Url, seed.Outcome, seed.Status, seed.Pages)));
    }

    [Fact]
    public async Task SeedFailures_CountTheEndOfEachSeedsRedirects()
    {
        var summary = (await AggregateAsync(
            PageOutcomes.HttpError(404, "http://site.test/", depth: 0),
            PageOutcomes.HttpError(404, "http://site.test/deeper", depth: 1),
            PageOutcomes.Redirected("http://site.test/moved", "http://site.test/lost", depth: 0),
            PageOutcomes.Failed(FetchFailureReason.TooSlow, "http://site.test/lost", depth: 0))).Snapshot();

        Assert.Equal(2, summary.Totals.SeedFailures);
        Assert.Equal(("failed", "too-slow"), (summary.Seeds[0].Outcome, summary.Seeds[0].Reason));
    }

    [Fact]
    public async Task Hosts_OverTheCapacity_ShareOneEntry()
    {
        var aggregator = new CrawlSummaryAggregator(_time, capacity: 2);
        for (var host = 9; host > 0; host--)
        {
            await aggregator.OnPageDoneAsync(PageOutcomes.Page($"http://h{host}.test/", seed: $"http://h{host}.test/", depth: 0), CancellationToken.None);
        }

        var summary = aggregator.Snapshot();

        Assert.Equal([("http://h8.test:80", 1L), ("http://h9.test:80", 1L), ("(other hosts)", 7L)], summary.Hosts.Select(host => (host.Host, host.Pages)));
        Assert.Equal([("http://h8.test/", "ok"), ("http://h9.test/", "ok"), ("(other seeds)", null)], summary.Seeds.Select(seed => (seed.Url, seed.Outcome)));
        Assert.Equal(9, summary.Totals.Pages);
    }

    [Fact]
    public async Task Workers_HaveTheirProcessesDocumentsAndTime()
    {
        var summary = (await AggregateAsync(
            ParsedBy("parser-10", 3),
            ParsedBy("parser-2", 1),
            ParsedBy("parser-2", 2),
            ParsedBy("parser-2", 1),
            PageOutcomes.ParserFailed(ParseFailureReason.WorkerDied, new WorkerIdentity("parser-10", 4)),
            PageOutcomes.Image([1]))).Snapshot();

        Assert.Equal(["parser-2 1,2 3 3.75", "parser-10 3,4 1 1.25"], summary.Workers.Select(worker =>
            FormattableString.Invariant($"{worker.Name} {string.Join(',', worker.ProcessIds)} {worker.Documents} {worker.ParseMs}")));
    }

    [Fact]
    public async Task Workers_ThatDieAllDay_KeepTheNewestProcessesOnly()
    {
        var summary = (await AggregateAsync([.. Enumerable.Range(1, 1000).Select(pid => ParsedBy("parser-1", pid))])).Snapshot();

        Assert.Equal(Enumerable.Range(937, 64), Assert.Single(summary.Workers).ProcessIds);
    }

    [Fact]
    public async Task Snapshot_WhileTheCrawlRuns_HasItsTimesAndRates()
    {
        var aggregator = await AggregateAsync(PageOutcomes.Page(), PageOutcomes.Page(), PageOutcomes.Image([1]));
        _time.Advance(TimeSpan.FromSeconds(4));

        var summary = aggregator.Snapshot();

        Assert.Equal((CrawlSummaryState.Running, ManualTimeProvider.DefaultStart, null), (summary.State, summary.StartedAt, summary.FinishedAt));
        Assert.Equal((4, 0.5, 0.25), (summary.DurationSeconds, summary.PagesPerSecond, summary.ImagesPerSecond));
    }

    [Fact]
    public void Snapshot_AtTheVeryBegin_HasRatesOfZero()
    {
        var summary = new CrawlSummaryAggregator(_time).Snapshot();

        Assert.Equal((0d, 0d), (summary.PagesPerSecond, summary.ImagesPerSecond));
    }

    [Fact]
    public async Task Snapshot_IsNotChangedByLaterPages()
    {
        var aggregator = await AggregateAsync(PageOutcomes.Page(), PageOutcomes.HttpError(404));
        var before = aggregator.Snapshot();

        await aggregator.OnPageDoneAsync(PageOutcomes.HttpError(404), CancellationToken.None);

        Assert.Equal((2, "http-404=1"), (before.Totals.Finished, Text(before.Totals.ByReason)));
        Assert.Equal((3, "http-404=2"), (aggregator.SnapshotTotals().Finished, Text(aggregator.SnapshotTotals().ByReason)));
    }

    [Fact]
    public void Finish_SaysHowAndWhen()
    {
        var aggregator = new CrawlSummaryAggregator(_time);
        _time.Advance(TimeSpan.FromSeconds(3));

        var summary = aggregator.Finish(CrawlSummaryState.Failed, "the disk is full");

        Assert.Equal((CrawlSummaryState.Failed, "the disk is full", ManualTimeProvider.DefaultStart.AddSeconds(3)), (summary.State, summary.Reason, summary.FinishedAt));
    }

    private static PageOutcome ParsedBy(string worker, int pid)
    {
        var page = PageOutcomes.Page();
        return page with { Parse = (ParseOutcome.Parsed)page.Parse with { Worker = new WorkerIdentity(worker, pid) } };
    }

    private static string Text(IReadOnlyDictionary<string, long> counts) => string.Join(' ', counts.Select(entry => $"{entry.Key}={entry.Value}"));

    [Fact]
    public async Task R03_Restore_FromTheNotesOfEveryCommit_GoesOnAsIfNothingHadHappened()
    {
        var pages = new[]
        {
            PageOutcomes.Page("http://site.test/", depth: 0),
            PageOutcomes.HttpError(404),
            PageOutcomes.Image([1, 2, 3]),
            PageOutcomes.Failed(FetchFailureReason.TooSlow, "http://other.test/"),
            PageOutcomes.Page("http://third.test/"),
            PageOutcomes.Redirected("http://site.test/old", "http://site.test/new"),
        };
        var undisturbed = new CrawlSummaryAggregator(_time, capacity: 2);
        var notes = new Dictionary<string, string>();
        var restored = new CrawlSummaryAggregator(_time, capacity: 2);
        foreach (var page in pages)
        {
            await undisturbed.OnPageDoneAsync(page, CancellationToken.None);
            var next = new CrawlSummaryAggregator(_time, capacity: 2);
            next.Restore(notes);
            await next.OnPageDoneAsync(page, CancellationToken.None);
            await next.PrepareCommitAsync(notes, CancellationToken.None);
            restored = next;
        }

        Assert.Equal(ToJson(undisturbed.Finish(CrawlSummaryState.Complete, null)), ToJson(restored.Finish(CrawlSummaryState.Complete, null)));
    }

    [Fact]
    public async Task Clock_OfAResumedCrawl_StandsBetweenTheRuns()
    {
        var notes = new Dictionary<string, string>();
        var first = new CrawlSummaryAggregator(_time);
        var begun = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(3));
        await first.PrepareCommitAsync(notes, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        var second = new CrawlSummaryAggregator(_time);
        second.Restore(notes);
        _time.Advance(TimeSpan.FromSeconds(4));

        var summary = second.Snapshot();

        Assert.Equal(begun, summary.StartedAt);
        Assert.Equal(7, summary.DurationSeconds);
    }

    private static string ToJson(CrawlSummary summary) => JsonSerializer.Serialize(summary, CrawlSummaryJson.Default.CrawlSummary);

    private async Task<CrawlSummaryAggregator> AggregateAsync(params PageOutcome[] pages)
    {
        var aggregator = new CrawlSummaryAggregator(_time);
        foreach (var page in pages)
        {
            await aggregator.OnPageDoneAsync(page, CancellationToken.None);
        }

        return aggregator;
    }
}
