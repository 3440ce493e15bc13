using System.Net.Sockets;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Through a proxy: it is told what was checked here, and its own address is checked like any other (rule S3).</summary>
public sealed class ProxyTests(Canary canary)
{
    [Theory]
    [InlineData("http://a.test/", "127.0.0.1:80")]
    [InlineData("http://a.test:8080/", "127.0.0.1:8080")]
    [InlineData("http://127.0.0.1/", "127.0.0.1:80")]
    public async Task Tunnel_ToAName_AsksForTheAddressThatWasChecked(string url, string target)
    {
        await using var proxy = new TunnelServer();
        using var rig = Rig(proxy, options =>
        {
            options.Proxy.User = "me";
            options.Proxy.Password = "planted-secret";
        });

        await rig.ReceiveAsync(url);

        var connect = Assert.Single(proxy.Connects);
        Assert.StartsWith($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nProxy-Authorization: Basic bWU6cGxhbnRlZC1zZWNyZXQ=\r\n", connect, StringComparison.Ordinal);
        Assert.DoesNotContain("Proxy-Authorization", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tunnel_ToAnIpv6Address_WritesItInBrackets()
    {
        await using var proxy = new TunnelServer();
        using var rig = Rig(proxy, options => options.AllowedNetworks.Add("fd00::/8"));
        rig.Names.Add("six.test", "fd00::7");

        await rig.ReceiveAsync("http://six.test/");

        Assert.StartsWith("CONNECT [fd00::7]:80 HTTP/1.1\r\n", Assert.Single(proxy.Connects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tunnel_ThatIsRefusedForOneAddress_IsTriedForTheNext()
    {
        await using var proxy = new TunnelServer(connect => connect.Contains("127.0.0.2", StringComparison.Ordinal) ? "HTTP/1.1 502 No route\r\n\r\n" : TunnelServer.Opened);
        using var rig = Rig(proxy, options => options.AllowedNetworks.Add("127.0.0.2/32"));
        rig.Names.Add("two.test", "127.0.0.2", "127.0.0.1");

        await rig.ReceiveAsync("http://two.test/");

        Assert.Equal(2, proxy.Connects.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Who are you\r\n\r\n")]
    [InlineData("HTTP/1.1 403 No\r\nContent-Length: 3\r\n\r\nbye")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nearly bytes")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ENDLESS")]
    public async Task Proxy_ThatOpensNoTunnel_IsToBlame(string answer)
    {
        await using var proxy = new TunnelServer(_ => answer.Replace("ENDLESS", new string('x', 100_000), StringComparison.Ordinal));
        using var rig = Rig(proxy, options =>
        {
            options.Proxy.User = "me";
            options.Proxy.Password = "planted-secret";
        });

        var outcome = await rig.FailAsync("http://a.test/");

        Assert.Equal(FetchFailureReason.ProxyFailed, outcome.Reason);
        Assert.Contains("proxy", outcome.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("planted-secret", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_ThatCannotBeReached_IsToBlameAndOpensNoCircuitOfAHost()
    {
        using var rig = RigFor("http://proxy.test:8080", _ => { });
        rig.Names["proxy.test"] = () => StubNames.Fail(SocketError.TryAgain);

        for (var i = 0; i < 2 * rig.Options.CircuitFailures; i++)
        {
            Assert.Equal(FetchFailureReason.ProxyFailed, (await rig.FailAsync("http://a.test/")).Reason);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task D08_ProxyAtTheCanary_IsNotDialled(bool resolvesNames)
    {
        using var rig = RigFor($"http://127.0.0.66:{canary.Port}", options => options.Proxy.ResolvesNames = resolvesNames);

        Assert.Equal(FetchFailureReason.BlockedAddress, (await rig.FailAsync("http://a.test/")).Reason);
        Assert.Equal(FetchFailureReason.BlockedAddress, (await rig.FailAsync("https://a.test/")).Reason);
        await canary.AssertUntouchedAsync();
    }

    [Fact]
    public async Task S3_NetworksOfTheCrawl_DoNotOpenTheProxyAndNotTheOtherWayRound()
    {
        await using var proxy = new TunnelServer();
        using var closed = Rig(proxy, options => options.Proxy.AllowedNetworks.Clear());
        using var open = Rig(proxy, options => options.AllowedNetworks.Clear());

        Assert.Contains("Fetch:Proxy:AllowedNetworks", (await closed.FailAsync("http://a.test/")).Detail, StringComparison.Ordinal);
        Assert.Contains("Fetch:AllowedNetworks", (await open.FailAsync("http://a.test/")).Detail, StringComparison.Ordinal);
        Assert.Empty(proxy.Connects);
    }

    [Theory]
    [InlineData("http://bad.test/")]
    [InlineData("http://127.0.0.66/")]
    [InlineData("http://[::ffff:127.0.0.66]/")]
    [InlineData("http://localhost/")]
    public async Task S1_ForbiddenTarget_IsNotAskedOfAProxy(string url)
    {
        await using var proxy = new TunnelServer();
        using var rig = Rig(proxy, _ => { });
        rig.Names.Add("bad.test", "127.0.0.1", "127.0.0.66");
        rig.Names.Add("localhost", "127.0.0.66");

        Assert.Equal(FetchFailureReason.BlockedAddress, (await rig.FailAsync(url)).Reason);
        Assert.Empty(proxy.Connects);
    }

    [Fact]
    public async Task ProxyThatResolvesNames_IsSentPlainRequestsInAbsoluteForm()
    {
        await using var proxy = new RecordingServer();
        using var rig = RigFor($"http://127.0.0.1:{proxy.Port}", options =>
        {
            options.Proxy.ResolvesNames = true;
            options.Proxy.User = "me";
            options.Proxy.Password = "pw";
        });

        await rig.ReceiveAsync("http://a.test/x?y");
        await rig.ReceiveAsync("http://b.test:8080/");

        Assert.Equal(["GET http://a.test/x?y HTTP/1.1", "GET http://b.test:8080/ HTTP/1.1"], proxy.Requests.Select(request => request.Split("\r\n")[0]));
        Assert.Equal(["Basic bWU6cHc=", "Basic bWU6cHc="], proxy.Fields("Proxy-Authorization"));
        Assert.Equal(0, rig.Names.LookupCount);
        Assert.Equal(1, proxy.ConnectionCount);
    }

    [Fact]
    public async Task ProxyThatResolvesNames_IsAskedForATunnelByName()
    {
        await using var proxy = new TunnelServer(_ => "HTTP/1.1 403 No\r\n\r\n");
        using var rig = Rig(proxy, options => options.Proxy.ResolvesNames = true);

        Assert.Equal(FetchFailureReason.ProxyFailed, (await rig.FailAsync("https://a.test/")).Reason);
        Assert.StartsWith("CONNECT a.test:443 HTTP/1.1\r\n", Assert.Single(proxy.Connects), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.66/", FetchFailureReason.BlockedAddress)]
    [InlineData("http://169.254.169.254/", FetchFailureReason.BlockedAddress)]
    [InlineData("http://[::]/", FetchFailureReason.BlockedAddress)]
    [InlineData("http://localhost/", FetchFailureReason.BlockedAddress)]
    [InlineData("http://x.localhost./", FetchFailureReason.BlockedAddress)]
    [InlineData("https://10.0.0.1/", FetchFailureReason.BlockedAddress)]
    [InlineData("http://a.test:22/", FetchFailureReason.BlockedPort)]
    [InlineData("https://a.test:25/", FetchFailureReason.BlockedPort)]
    public async Task D18_AddressesAndPortsInUrls_AreCheckedOfEveryRequestToAProxyThatResolvesNames(string url, FetchFailureReason reason)
    {
        await using var proxy = new RecordingServer();
        using var rig = RigFor($"http://127.0.0.1:{proxy.Port}", options =>
        {
            options.Proxy.ResolvesNames = true;
            options.AllowedNetworks.Clear();
        });
        await rig.ReceiveAsync("http://a.test/"); // the connection is there now

        Assert.Equal(reason, (await rig.FailAsync(url)).Reason);
        Assert.Single(proxy.Requests);
    }

    private static FetchRig Rig(TunnelServer proxy, Action<FetchOptions> configure) => RigFor($"http://127.0.0.1:{proxy.Port}", configure);

    private static FetchRig RigFor(string proxy, Action<FetchOptions> configure)
    {
        var rig = FetchRig.For(
            options =>
            {
                options.Proxy.Address = proxy;
                options.Proxy.AllowedNetworks.Add("127.0.0.1/32");
                configure(options);
            },
            80, 443, 8080);
        Assert.Empty(new FetchOptionsValidator().Validate(null, rig.Options).Failures ?? []);
        rig.Names.Add("a.test", "127.0.0.1");
        return rig;
    }
}
