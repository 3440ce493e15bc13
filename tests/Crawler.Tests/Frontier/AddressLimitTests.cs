using System.Net;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>Many hosts on one address.</summary>
public sealed class AddressLimitTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StubAddresses _addresses = new();
    private readonly PolitenessOptions _politeness = new() { Delay = TimeSpan.FromSeconds(1), Robots = Obedience.Ignore, MaxInFlightPerAddress = 3 };
    private readonly Lazy<CrawlFrontier> _frontier;

    public AddressLimitTests() => _frontier = new(() => new CrawlFrontier(
        new InMemoryFrontierStore(), new UrlAdmission(new ScopeOptions(), new FrontierOptions()), new FrontierOptions(), _politeness, new HostThrottles(_addresses, _time), _time));

    private CrawlFrontier Frontier => _frontier.Value;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _frontier.Value.Dispose();

    [Fact]
    public async Task N26_FiveThousandHostsOnOneAddress_KeepThePerHostAndThePerAddressLimit()
    {
        const int Hosts = 5_000;
        for (var i = 0; i < Hosts; i++)
        {
            _addresses[$"host-{i}.test"] = "192.0.2.1";
            await AdmitAsync($"http://host-{i}.test/1", $"http://host-{i}.test/2");
        }

        var underWay = new Queue<FrontierLease>();
        for (var leased = 0; leased < 2 * Hosts; leased++)
        {
            if (leased % 1_000 == 0)
            {
                _time.Advance(_politeness.Delay);
            }

            underWay.Enqueue(await LeaseOneAsync());
            Assert.Equal(underWay.Count, underWay.Select(lease => lease.Item.Url.Host).Distinct().Count());
            if (underWay.Count == 3)
            {
                Assert.True(leased % 1_000 != 0 || !await IsReadyAsync());
                await FinishAsync(underWay.Dequeue());
            }
        }
    }

    [Fact]
    public async Task Lease_WhenAnAddressHasAllItMayHave_GivesHostsOfOtherAddresses()
    {
        (_addresses["a.test"], _addresses["b.test"], _addresses["c.test"], _addresses["d.test"]) = ("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1");
        _addresses["other.test"] = "192.0.2.2";
        await AdmitAsync("http://a.test/", "http://b.test/", "http://c.test/", "http://d.test/", "http://other.test/");

        var hosts = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            hosts.Add((await LeaseOneAsync()).Item.Url.Host.Host);
        }

        Assert.Contains("other.test", hosts);
        Assert.False(await IsReadyAsync());
    }

    [Fact]
    public async Task Lease_OfHostsWithoutAnAddress_TakesEachToBeByItself()
    {
        await AdmitAsync([.. Enumerable.Range(0, 10).Select(i => $"http://host-{i}.test/")]);

        for (var i = 0; i < 10; i++)
        {
            await LeaseOneAsync();
        }
    }

    [Fact]
    public async Task D15_AHostWhoseAddressTakesLong_HoldsUpNoOther()
    {
        var slow = _addresses.Defer("slow.test");
        await AdmitAsync("http://slow.test/", "http://quick.test/");

        Assert.Equal("quick.test", (await LeaseOneAsync()).Item.Url.Host.Host);
        var next = NextAsync();
        Assert.False(next.IsCompleted);
        slow.SetResult(IPAddress.Parse("192.0.2.9"));

        Assert.Equal("slow.test", (await next)?.Item.Url.Host.Host);
    }

    [Fact]
    public async Task Lease_OfOneHostThatMayHaveMoreThanItsAddress_GivesWhatTheHostMayHave()
    {
        (_politeness.Delay, _politeness.MaxInFlightPerHost) = (TimeSpan.Zero, 5);
        _addresses["a.test"] = "192.0.2.1";
        await AdmitAsync([.. Enumerable.Range(0, 10).Select(i => $"http://a.test/{i}")]);

        Assert.Equal(5, (await Frontier.LeaseAsync(10, Token))?.Count);
    }

    private async Task AdmitAsync(params string[] urls) =>
        Assert.Equal(urls.Length, await Frontier.AdmitAsync([.. urls.Select(url => Page(url))], Token));

    private async Task<FrontierLease?> NextAsync() => (await Frontier.LeaseAsync(1, Token))?.Single();

    private async Task<FrontierLease> LeaseOneAsync() => await NextAsync() ?? throw new InvalidOperationException("The crawl is over.");

    private async Task<bool> IsReadyAsync()
    {
        using var cancel = new CancellationTokenSource();
        var next = Frontier.LeaseAsync(1, cancel.Token).AsTask();
        var isReady = next.IsCompleted;
        await cancel.CancelAsync();
        await next.ContinueWith(_ => { }, TaskScheduler.Default);
        return isReady;
    }

    private async Task FinishAsync(FrontierLease lease)
    {
        await Frontier.EndFetchAsync(lease, HostLoad.Fine, null, Token);
        await Frontier.CompleteAsync(lease, Token);
    }
}
