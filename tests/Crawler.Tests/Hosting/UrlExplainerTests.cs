using System.Text;
using System.Text.Json;
using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;
using AsyncCrawler.Urls;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Hosting;

public sealed class UrlExplainerTests : ISiteInspector
{
    private readonly CrawlerOptions _options = new();
    private readonly HostThrottles _throttles = new(new ManualTimeProvider());
    private string _robots = "";
    private int _asked;

    [Fact]
    public async Task Explain_WhatIsNoUrl_SaysSoAndAsksNobody()
    {
        var explanation = await ExplainAsync("mailto:a@b.c");

        Assert.Equal(("not-crawlable", null, 0), (explanation.Verdict, explanation.Url, _asked));
    }

    [Fact]
    public async Task Explain_AUrlThatNothingIsAgainst_TellsEveryStep()
    {
        _robots = "User-agent: *\nDisallow: /private\nAllow: /\nCrawl-delay: 7";

        var explanation = await ExplainAsync("http://A.test/x#y", Url("http://a.test/"));

        Assert.Equal("fetched", explanation.Verdict);
        Assert.Equal("http://a.test/x", explanation.Url);
        Assert.Equal(2, explanation.Changes.Count);
        Assert.Equal(UrlFingerprint.Of(Url("http://a.test/x")).ToString(), explanation.Id);
        Assert.Null(explanation.Seen);
        Assert.Equal(new ExplainedAdmission(true, null, "scope host", "http://a.test/", 1), explanation.Admission);
        Assert.Equal((true, 3, "Allow: /"), (explanation.Robots?.IsAllowed, explanation.Robots?.Line, explanation.Robots?.Rule));
        Assert.Equal(new ExplainedHost("http://a.test:80", 7, null), explanation.Host);
        Assert.Contains(new ExplainedBudget("Frontier:MaxUrlLength", 2_083, 15, false), explanation.Budgets);
    }

    [Theory]
    [InlineData("http://b.test/", "refused", "OutOfScope: scope host")]
    [InlineData("http://a.test/x.pdf", "refused", "OutOfScope: exclude ext:pdf")]
    [InlineData("http://a.test/a/a/a/", "refused", "RepeatedPath: the same path segments 3 times in a row")]
    [InlineData("http://a.test/private/x", "robots-denied", "robots.txt line 2: Disallow: /private")]
    public async Task Explain_AUrlThatIsLeftOut_NamesTheRule(string url, string verdict, string because)
    {
        _options.Scope.Patterns.Add(new ScopePattern(false, "ext:pdf"));
        _robots = "User-agent: *\nDisallow: /private";

        var explanation = await ExplainAsync(url, Url("http://a.test/"));

        Assert.Equal((verdict, because), (explanation.Verdict, explanation.Because));
    }

    [Fact]
    public async Task Explain_OfSeveralSeeds_JudgesByTheOneThatAdmits()
    {
        var explanation = await ExplainAsync("http://b.test/x", Url("http://a.test/"), Url("http://b.test/"));

        Assert.Equal((true, "http://b.test/"), (explanation.Admission?.IsAdmitted, explanation.Admission?.Root));
    }

    [Fact]
    public async Task Explain_WhenParametersAreDropped_ExplainsTheRest()
    {
        _options.Scope.DropsTracking = true;

        var explanation = await ExplainAsync("http://a.test/?utm_source=x");

        Assert.Equal(("http://a.test/", 1), (explanation.Url, explanation.Changes.Count));
    }

    [Theory]
    [InlineData("http://a.test/private/open", "fetched", 3, "Allow: /private/open")]
    [InlineData("http://a.test/private/x", "robots-denied", 2, "Disallow: /private")]
    [InlineData("http://a.test/", "fetched", null, null)]
    public async Task Explain_Offline_TellsTheLineThatACrawlWasAnswered(string url, string verdict, int? line, string? rule)
    {
        _throttles.Robots.Note(Url(url).Host, Known("User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 7"));

        var explanation = await ExplainOfflineAsync(url);

        Assert.Equal((verdict, 7, 0), (explanation.Verdict, explanation.Host?.DelaySeconds, _asked));
        Assert.Equal(("http://a.test/robots.txt", line, rule), (explanation.Robots?.Url, explanation.Robots?.Line, explanation.Robots?.Rule));
    }

    [Fact]
    public async Task Explain_OfflineAndUnreachable_TellsWhatACrawlWasTold()
    {
        _throttles.Robots.Note(Url("http://a.test/").Host, new RobotsAnswer.Unreachable("http-503", "503 three times", null, CountsAsAttempt: true));

        var explanation = await ExplainOfflineAsync("http://a.test/");

        Assert.Equal(("robots-unreachable", "503 three times", false), (explanation.Verdict, explanation.Because, explanation.Robots?.IsAllowed));
    }

    [Fact]
    public async Task Explain_OfflineAndNotRemembered_SendsNothing()
    {
        var explanation = await ExplainOfflineAsync("http://a.test/");

        Assert.Equal(("fetched", null, 0), (explanation.Verdict, explanation.Robots, _asked));
    }

    [Fact]
    public async Task Explain_WhenRobotsAreIgnored_LeavesThemOutThoughRemembered()
    {
        _options.Politeness.Robots = Obedience.Ignore;
        _throttles.Robots.Note(Url("http://a.test/").Host, Known("User-agent: *\nDisallow: /"));

        Assert.Null((await ExplainOfflineAsync("http://a.test/")).Robots);
    }

    [Fact]
    public async Task Explain_FromADirectory_TellsWhatItsFrontierKnows()
    {
        using var folder = new ScratchFolder();
        var readyAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Directory.CreateDirectory(folder.File("crawl"));
        _options.Scope.Traps.MaxPagesPerHost = 3;
        IFrontierStore store = await SqliteFrontierStore.OpenAsync(folder.File("crawl/frontier.db"), TestContext.Current.CancellationToken);
        await using (store)
        {
            var seed = FrontierItem.ForSeed(Url("http://a.test/"));
            FrontierItem[] items = [seed, seed.ForOutlink(Url("http://a.test/waiting"), ResourceKind.Page)];
            await store.CommitAsync(new FinishedBatch { NewItems = items, Notes = new Dictionary<string, string> { ["frontier:taken:http://a.test:80"] = "3" } }, TestContext.Current.CancellationToken);
            var request = new LeaseRequest { Host = seed.Url.Host, Max = 2, Now = readyAt, ExpiresAt = readyAt };
            var leases = (await store.LeaseAsync(request, TestContext.Current.CancellationToken)).Leases;
            await store.CompleteAsync([leases[0]], TestContext.Current.CancellationToken);
            await store.GiveBackAsync(leases[1], readyAt, countsAsAttempt: true, TestContext.Current.CancellationToken);

            await store.SaveDebtAsync(new HostDebt(seed.Url.Host, TimeSpan.FromMinutes(1), readyAt.AddDays(-1)), TestContext.Current.CancellationToken);

            // A crawl that runs has the file open.
            var seen = await ExplainAsync("http://a.test/waiting", folder.File("crawl"));
            Assert.Equal(("waiting", readyAt), (seen.Verdict, seen.Host?.NextAt));
            Assert.Equal(new ExplainedSighting { State = "waiting", Kind = "page", Seed = "http://a.test/", Via = "http://a.test/", Depth = 1, Attempts = 1 }, seen.Seen);
        }

        Assert.Equal("done", (await ExplainAsync("http://a.test/", folder.File("crawl"))).Verdict);
        Assert.Equal(60, (await ExplainAsync("http://a.test/", folder.File("crawl"))).Host?.DelaySeconds);
        var unseen = await ExplainAsync("http://a.test/new", folder.File("crawl"));
        Assert.Equal(("refused", "unseen", "http://a.test/"), (unseen.Verdict, unseen.Seen?.State, unseen.Admission?.Root));
        Assert.Contains(new ExplainedBudget("Scope:Traps:MaxPagesPerHost", 3, 3, true), unseen.Budgets);
    }

    [Fact]
    public async Task F07_Explain_FromADirectoryOfTheFirstVersion_TellsWhatItKnowsAndChangesNothing()
    {
        using var folder = new ScratchFolder();
        var path = await MakeFrontierAsync(folder, "http://a.test/");
        Execute(path, "DROP TABLE debt; PRAGMA user_version = 1");

        Assert.Equal("waiting", (await ExplainAsync("http://a.test/", folder.File("crawl"))).Verdict);

        Assert.Equal(1L, Execute(path, "PRAGMA user_version"));
    }

    [Theory]
    [InlineData("PRAGMA user_version = 99", "schema version 99, and this build knows")]
    [InlineData("PRAGMA application_id = 7", "no frontier of a crawl: name another directory")]
    public async Task F07_Explain_FromAFileThatIsNotOfThisBuild_SaysSo(string change, string words)
    {
        using var folder = new ScratchFolder();
        Execute(await MakeFrontierAsync(folder, "http://a.test/"), change);

        var error = await Assert.ThrowsAsync<FrontierStoreException>(() => ExplainAsync("http://a.test/", folder.File("crawl")));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ADirectoryWithoutFrontier_SaysWhichFileIsMissing()
    {
        using var folder = new ScratchFolder();

        var error = await Assert.ThrowsAsync<FrontierStoreException>(() => ExplainAsync("http://a.test/", folder.File("none")));

        Assert.Contains("frontier.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_OfAnExplanation_IsOneLineInCamelCase()
    {
        var json = (await ExplainAsync("http://a.test/ü")).ToJson();

        Assert.DoesNotContain('\n', json);
        Assert.Equal("fetched", JsonElement.Parse(json).GetProperty("verdict").GetString());
        Assert.Equal("seed", JsonElement.Parse(json).GetProperty("admission").GetProperty("rule").GetString());
    }

    ValueTask<RobotsReport> ISiteInspector.ReadRobotsAsync(CrawlUrl site, string? agent, CancellationToken cancellationToken)
    {
        _asked++;
        return new ValueTask<RobotsReport>(new RobotsReport
        {
            Url = FrontierItem.ForRobots(site.Host).Url,
            Agent = "AsyncCrawler",
            Status = 200,
            Answer = Known(_robots),
        });
    }

    ValueTask<FetchReport> ISiteInspector.FetchAsync(CrawlUrl url, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<PageOutcome> ISiteInspector.ReadSitemapAsync(CrawlUrl sitemap, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static RobotsAnswer.Known Known(string robots) => new(RobotsTxtParser.Parse(Encoding.UTF8.GetBytes(robots), "AsyncCrawler"), TimeSpan.FromDays(1));

    private UrlExplainer Explainer => new(Options.Create(_options), this, _throttles);

    private async Task<UrlExplanation> ExplainOfflineAsync(string url) =>
        await Explainer.ExplainAsync(new ExplainRequest { Url = url, AsksRobots = false }, TestContext.Current.CancellationToken);

    private async Task<UrlExplanation> ExplainAsync(string url, params CrawlUrl[] seeds) =>
        await Explainer.ExplainAsync(new ExplainRequest { Url = url, Seeds = seeds }, TestContext.Current.CancellationToken);

    private async Task<UrlExplanation> ExplainAsync(string url, string directory) =>
        await Explainer.ExplainAsync(new ExplainRequest { Url = url, Directory = directory }, TestContext.Current.CancellationToken);

    private static async Task<string> MakeFrontierAsync(ScratchFolder folder, string seed)
    {
        Directory.CreateDirectory(folder.File("crawl"));
        IFrontierStore store = await SqliteFrontierStore.OpenAsync(folder.File("crawl/frontier.db"), TestContext.Current.CancellationToken);
        await using (store)
        {
            await store.AddNewAsync([FrontierItem.ForSeed(Url(seed))], TestContext.Current.CancellationToken);
        }

        return folder.File("crawl/frontier.db");
    }

    private static object? Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
