using System.Globalization;
using System.Text;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>What a crawl owes its hosts, and how its times go on, from one process to the next.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder _folder = new();
    private readonly FrontierOptions _options = new();
    private readonly PolitenessOptions _politeness = new() { Delay = Delay };
    private ManualTimeProvider _time = new();
    private SqliteFrontierStore? _store;
    private CrawlFrontier? _frontier;

    private CrawlFrontier Frontier => _frontier ?? throw new InvalidOperationException("The process is down.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task R13_AHostOfAnEarlierRun_CountsAsAskedAtTheRestartAndIsAskedForRobotsTxtFirst()
    {
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        await AnswerAsync(await LeaseOneAsync(), "");
        _time.Advance(Delay);
        await LeaseOneAsync();
        await RestartAsync();

        Assert.Equal(ResourceKind.Robots, (await LeaseAfterAsync(Delay)).Item.Kind);
    }

    [Fact]
    public async Task R13_AHostThatAskedForACrawlDelay_KeepsItBeforeTheFirstRequestAfterARestart()
    {
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        await AnswerAsync(await LeaseOneAsync(), "User-agent: *\nCrawl-delay: 30\nDisallow:");
        await LeaseAfterAsync(TimeSpan.FromSeconds(30));
        await RestartAsync();

        await LeaseAfterAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task R13_ASiteWithADelayOfItsOwn_KeepsItBeforeTheFirstRequestAfterARestart()
    {
        _options.Sites.Add(new SiteOptions { Url = "http://a.test/1", Delay = 20 * Delay });
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        await RestartAsync();

        await LeaseAfterAsync(20 * Delay);
    }

    [Fact]
    public async Task R13_APauseThatAHostAskedFor_IsKeptAfterARestart()
    {
        await IgnoreRobotsAsync();
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        await Frontier.EndFetchAsync(await LeaseOneAsync(), HostLoad.Overloaded, TimeSpan.FromMinutes(5), Token);
        _time.Advance(TimeSpan.FromMinutes(2));
        await RestartAsync();

        await LeaseAfterAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task R13_ABackOff_GoesOnAfterARestartAndIsForgottenWhenItIsOver()
    {
        await IgnoreRobotsAsync();
        await AdmitAsync([.. Enumerable.Range(0, 40).Select(i => $"http://a.test/{i}")]);
        for (var i = 0; i < 3; i++)
        {
            await Frontier.EndFetchAsync(await LeaseOneAsync(), HostLoad.Overloaded, null, Token);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await RestartAsync();
        var lease = await LeaseAfterAsync(8 * Delay);
        for (var i = 0; i < 15; i++)
        {
            await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
            _time.Advance(TimeSpan.FromMinutes(1));
            lease = await LeaseOneAsync();
        }

        await RestartAsync();

        await LeaseAfterAsync(Delay);
    }

    [Fact]
    public async Task R13_AHostFirstHeardOfAfterARestart_IsAskedAsPolitely()
    {
        await AdmitAsync("http://a.test/1");
        await AnswerAsync(await LeaseOneAsync(), "User-agent: *\nCrawl-delay: 10\nDisallow:");
        var page = await LeaseAfterAsync(TimeSpan.FromSeconds(10));
        await Frontier.EndFetchAsync(page, HostLoad.Fine, null, Token);
        await Frontier.CompleteAsync(page, Token);
        await RestartAsync();

        // Nothing of the host waits when the run begins: it comes back by a link.
        await AdmitAsync("http://a.test/2");

        await LeaseAfterAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task F07_AClockThatWasSetBackBetweenTwoRuns_DelaysNothingAndIsTold()
    {
        await IgnoreRobotsAsync();
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        var lease = await LeaseOneAsync();
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
        await Frontier.RetryAsync(lease, TimeSpan.FromMinutes(10), countsAsAttempt: true, Token);
        _time.Advance(Delay);
        var other = await LeaseOneAsync();
        await Frontier.EndFetchAsync(other, HostLoad.Fine, null, Token);
        await Frontier.CommitAsync(new FinishedBatch { Completed = [other], Notes = new Dictionary<string, string> { ["a"] = "1" } }, Token);
        Assert.Equal(TimeSpan.Zero, Frontier.ClockLag);

        await StopAsync();
        _time = new ManualTimeProvider(ManualTimeProvider.DefaultStart - TimeSpan.FromDays(1));
        await StartAsync();

        Assert.Equal(TimeSpan.FromDays(1) + Delay, Frontier.ClockLag);
        Assert.Equal(2, (await LeaseAfterAsync(TimeSpan.FromMinutes(10) - Delay)).Attempt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Q06_AClockThatJumpsByADay_MakesNothingEarlyOrLate(int days)
    {
        await IgnoreRobotsAsync();
        await AdmitAsync("http://a.test/1", "http://a.test/2");
        var retried = await LeaseOneAsync();
        await Frontier.EndFetchAsync(retried, HostLoad.Fine, null, Token);
        await Frontier.RetryAsync(retried, TimeSpan.FromSeconds(30), countsAsAttempt: true, Token);

        _time.SetClock(_time.GetUtcNow() + TimeSpan.FromDays(days));

        var underWay = await LeaseAfterAsync(Delay);
        Assert.Equal("http://a.test/2", underWay.Item.Url.Text);
        await Frontier.EndFetchAsync(underWay, HostLoad.Fine, null, Token);
        Assert.Equal("http://a.test/1", (await LeaseAfterAsync(TimeSpan.FromSeconds(29))).Item.Url.Text);
        await Frontier.CompleteAsync(underWay, Token);
        Assert.Equal(1, (await Store.CountAsync(Token)).Completed);
    }

    [Fact]
    public async Task Q10_ACrawlThatSleptForAnHour_FindsItsLeasesExpiredAndItsRobotsTxtOld()
    {
        await AdmitAsync("http://a.test/1");
        await AnswerAsync(await LeaseOneAsync(), "", TimeSpan.FromMinutes(30));
        var late = await LeaseAfterAsync(Delay);

        _time.Advance(TimeSpan.FromHours(1));
        await Frontier.EndFetchAsync(late, HostLoad.Unknown, null, Token);
        await AdmitAsync("http://a.test/2");
        var robots = await LeaseAfterAsync(Delay);
        Assert.Equal(ResourceKind.Robots, robots.Item.Kind);
        await AnswerAsync(robots, "");

        Assert.Equal("http://a.test/2", (await LeaseAfterAsync(Delay)).Item.Url.Text);
        await Frontier.CompleteAsync(late, Token);
        Assert.Equal(0, (await Store.CountAsync(Token)).Completed);
    }

    /// <summary>3,000 hosts; <c>ASYNCCRAWLER_HOSTS=1000000</c> for the million of the torture list.</summary>
    [Fact]
    public async Task U07_MoreHostsThanMemoryHolds_AreAllAskedOnceAndNeverHeldTogether()
    {
        var known = int.Parse(Environment.GetEnvironmentVariable("ASYNCCRAWLER_HOSTS") ?? "3000", CultureInfo.InvariantCulture);
        _options.MaxHostsInMemory = 64;
        await IgnoreRobotsAsync();
        await AdmitAsync([.. Enumerable.Range(0, known).Select(i => $"http://host-{i}.test/")]);

        var hosts = new HashSet<string>();
        while (hosts.Count < known)
        {
            var lease = await LeaseOneAsync();
            Assert.True(hosts.Add(lease.Item.Url.Host.Host));
            Assert.InRange(Frontier.ListHosts().Count, 1, 64);
            await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
            await Frontier.CompleteAsync(lease, Token);
        }

        Assert.Null(await Frontier.LeaseAsync(1, Token));
    }

    [Fact]
    public async Task U07_HostsThatGetMoreWhileTheyRest_LoseNothing()
    {
        (_options.MaxHostsInMemory, _politeness.Delay) = (4, TimeSpan.Zero);
        await IgnoreRobotsAsync();
        await AdmitAsync([.. Enumerable.Range(0, 50).Select(i => $"http://host-{i % 10}.test/{i}")]);

        var urls = new List<string>();
        var rounds = 0;
        while (await Frontier.LeaseAsync(3, Token) is { } leases)
        {
            foreach (var lease in leases)
            {
                urls.Add(lease.Item.Url.Text);
                await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
                FrontierItem[] links = rounds < 100 ? [Page($"http://host-{rounds % 13}.test/more-{rounds}")] : [];
                rounds++;
                await Frontier.CommitAsync(new FinishedBatch { Completed = [lease], NewItems = links }, Token);
            }
        }

        Assert.Equal(150, urls.Distinct().Count());
        Assert.Equal(150, urls.Count);
    }

    private SqliteFrontierStore Store => _store ?? throw new InvalidOperationException("The process is down.");

    private async Task StartAsync()
    {
        _store = await SqliteFrontierStore.OpenAsync(_folder.File("frontier.db"), Token);
        _frontier = new CrawlFrontier(
            _store, new UrlAdmission(new ScopeOptions { Mode = ScopeMode.Any }, _options), _options, _politeness, new HostThrottles(_time), _time);
        await _frontier.RestoreAsync(Token);
    }

    private async Task StopAsync()
    {
        Frontier.Dispose();
        await Store.DisposeAsync();
    }

    private async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    private async Task AdmitAsync(params string[] urls) =>
        Assert.Equal(urls.Length, await Frontier.AdmitAsync([.. urls.Select(url => Page(url))], Token));

    private async Task<FrontierLease> LeaseOneAsync() =>
        Assert.Single(await Frontier.LeaseAsync(1, Token) ?? throw new InvalidOperationException("The crawl is over."));

    private async Task IgnoreRobotsAsync()
    {
        _politeness.Robots = Obedience.Ignore;
        await RestartAsync();
    }

    /// <summary>The next lease, which must come after a time and not before.</summary>
    private async Task<FrontierLease> LeaseAfterAsync(TimeSpan time)
    {
        var next = LeaseOneAsync();
        await _time.WaitForTimersAsync(1).WaitAsync(Patience, TimeProvider.System, Token);
        _time.Advance(time - Moment);
        Assert.False(next.IsCompleted);
        _time.Advance(Moment);

        // A timer that is set only now has no time left to wait for.
        using var patience = new CancellationTokenSource(Patience);
        while (!next.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.WhenAny(next, _time.WaitForTimersAsync(1)).WaitAsync(Patience, TimeProvider.System, Token);
            _time.Advance(TimeSpan.Zero);
        }

        return await next;
    }

    private async Task AnswerAsync(FrontierLease lease, string robots, TimeSpan? lifetime = null)
    {
        Assert.Equal(ResourceKind.Robots, lease.Item.Kind);
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
        var rules = RobotsTxtParser.Parse(Encoding.UTF8.GetBytes(robots), "ExampleBot");
        await Frontier.AnswerRobotsAsync(lease, new RobotsAnswer.Known(rules, lifetime ?? TimeSpan.FromDays(1)), Token);
    }
}
