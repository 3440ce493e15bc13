using System.Net;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>No way in: the whole room against the canary, which is an assembly fixture and fails the run when it is reached.</summary>
public sealed class GuardedDiallerTests(Canary canary)
{
    [Theory]
    [InlineData("127.0.0.66")]
    [InlineData("2130706498")]
    [InlineData("0x7f000042")]
    [InlineData("0177.0.0.0102")]
    [InlineData("127.66")]
    [InlineData("127.0.66")]
    [InlineData("127.0.0.66.")]
    [InlineData("１２７.０.０.６６")]
    [InlineData("①②⑦.⓪.⓪.⑥⑥")]
    [InlineData("127。0。0。66")]
    [InlineData("[::ffff:127.0.0.66]")]
    [InlineData("[::127.0.0.66]")]
    [InlineData("[64:ff9b::7f00:42]")]
    [InlineData("[2002:7f00:42::]")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00:ec2::254]")]
    public async Task D05_D06_D07_AForbiddenAddressInAnyNotation_IsNotDialled(string host)
    {
        using var rig = FetchRig.For(_ => { }, canary.Port);

        var outcome = await rig.FailAsync($"http://{host}:{canary.Port}/");

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        Assert.Equal(0, rig.Names.LookupCount);
        await canary.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("127.0.0.66")]
    [InlineData("127.0.0.1", "127.0.0.66")]
    [InlineData("127.0.0.66", "127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::1")]
    [InlineData("8.8.8.8", "10.0.0.1")]
    public async Task D02_D03_D07_ANameWithAForbiddenAnswer_IsNotDialled(params string[] answers)
    {
        using var rig = FetchRig.For(_ => { }, canary.Port);
        rig.Names.Add("metadata.test", answers);

        var outcome = await rig.FailAsync($"http://metadata.test:{canary.Port}/");

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        await canary.AssertUntouchedAsync();
    }

    [Fact]
    public async Task D01_RedirectToTheCanary_IsATargetWhoseFetchIsRefused()
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.66:{canary.Port}/\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(_ => { }, server.EndPoint.Port, canary.Port);

        var redirect = Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(server.Url()));
        var outcome = await rig.FailAsync(redirect.Target.Text);

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        await canary.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData(ResourceKind.Page)]
    [InlineData(ResourceKind.Image)]
    [InlineData(ResourceKind.Robots)]
    [InlineData(ResourceKind.Sitemap)]
    public async Task D07_D08_WhateverIsWantedOfAForbiddenHost_IsNotDialled(ResourceKind kind)
    {
        using var rig = FetchRig.For(_ => { }, canary.Port);
        rig.Names.Add("metadata.google.internal", "169.254.169.254");
        rig.Names.Add("canary.test", "127.0.0.66");

        foreach (var host in (string[])["metadata.google.internal", "canary.test"])
        {
            var outcome = Assert.IsType<FetchOutcome.Failed>(await rig.FetchAsync($"http://{host}:{canary.Port}/", kind));
            Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        }

        await canary.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("under_score.test", "under_score.test")]
    [InlineData("dotted.test.", "dotted.test.")]
    [InlineData("B\u00FCcher.test", "xn--bcher-kva.test")]
    public async Task D14_OddName_IsAskedForAsTheUrlStandardWritesIt(string host, string asked)
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);
        rig.Names.Add(asked, "127.0.0.1");

        Assert.True((await rig.ReceiveAsync($"http://{host}:{server.EndPoint.Port}/")).Outcome.IsSuccess);
    }

    [Theory]
    [InlineData("http://a b.test/")]
    [InlineData("http://h.test:65536/")]
    [InlineData("http://256.256.256.256/")]
    [InlineData("http://[::1%25lo]/")]
    public void D06_D14_D17_HostThatIsNone_IsNoUrl(string url) => Assert.False(CrawlUrl.TryParse(url, out _));

    [Fact]
    public async Task D14_NameWithTwoHundredAddresses_IsTriedAtEightOfThem()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var rig = new FetchRig(new FetchOptions { AllowedNetworks = { "127.0.0.0/16" }, AllowedPorts = { server.EndPoint.Port } });
        string[] deaf = [.. Enumerable.Range(1, 199).Select(i => $"127.0.1.{i}")];
        rig.Names.Add("eighth.test", [.. deaf.Take(7), "127.0.0.1", .. deaf.Skip(7)]);
        rig.Names.Add("ninth.test", [.. deaf.Take(8), "127.0.0.1", .. deaf.Skip(8)]);

        await rig.ReceiveAsync($"http://eighth.test:{server.EndPoint.Port}/");

        Assert.Equal(FetchFailureReason.ConnectFailed, (await rig.FailAsync($"http://ninth.test:{server.EndPoint.Port}/")).Reason);
    }

    [Fact]
    public async Task D04_NameThatIsRebound_IsDialledAtTheCheckedAddressAndThenRefused()
    {
        await using var server = new RawServer(connection => connection.AnswerAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        using var rig = FetchRig.For(server, options => options.DnsCacheLifetime = TimeSpan.Zero);
        var first = true;
        rig.Names["rebound.test"] = () =>
        {
            var answer = first ? "127.0.0.1" : "127.0.0.66";
            first = false;
            return StubNames.Answer(answer);
        };
        var url = $"http://rebound.test:{server.EndPoint.Port}/";

        await rig.ReceiveAsync(url);
        Assert.Equal(1, rig.Names.LookupCount);
        var outcome = await rig.FailAsync(url);

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        Assert.Equal(2, rig.Names.LookupCount);
        Assert.Equal(1, server.ConnectionCount);
    }

    [Fact]
    public async Task D16_ProxiesOfTheEnvironment_AreIgnored()
    {
        // The platform reads the variables once, into this property.
        var before = HttpClient.DefaultProxy;
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(_ => { }, server.EndPoint.Port, canary.Port);
        rig.Names.Add("proxied.test", "127.0.0.1");
        try
        {
            HttpClient.DefaultProxy = new WebProxy(new Uri($"http://127.0.0.66:{canary.Port}"));
            await rig.ReceiveAsync($"http://proxied.test:{server.EndPoint.Port}/");
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.Equal(1, server.ConnectionCount);
        await canary.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    [InlineData(25)]
    [InlineData(6379)]
    public async Task D17_PortThatIsNotOfTheWeb_IsNotDialled(int port)
    {
        using var rig = FetchRig.For(_ => { }, 80);

        Assert.Equal(FetchFailureReason.BlockedPort, (await rig.FailAsync($"http://127.0.0.1:{port}/")).Reason);
    }

    [Fact]
    public async Task ForbiddenAddressAndPort_AreAMatterOfTheAddress()
    {
        using var rig = FetchRig.For(_ => { }, 80);

        var outcome = await rig.FailAsync("http://127.0.0.2:8181/");

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        Assert.Equal("127.0.0.2 is no public address: see Fetch:AllowedNetworks and --allow-private.", outcome.Detail); // which is what a newcomer needs
    }

    [Fact]
    public async Task D18_ForbiddenNameOnAnAddressThatIsInUse_DoesNotGetTheConnection()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);
        rig.Names.Add("good.test", "127.0.0.1");
        rig.Names.Add("bad.test", "127.0.0.1", "127.0.0.66");

        await rig.ReceiveAsync($"http://good.test:{server.EndPoint.Port}/");
        var outcome = await rig.FailAsync($"http://bad.test:{server.EndPoint.Port}/");

        Assert.Equal(FetchFailureReason.BlockedAddress, outcome.Reason);
        Assert.Equal(1, server.ConnectionCount);
    }

    [Fact]
    public async Task Addresses_OfAName_AreTriedInTheirOrderUntilOneAnswers()
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var options = new FetchOptions { AllowedNetworks = { "127.0.0.0/30" }, AllowedPorts = { server.EndPoint.Port } };
        using var rig = new FetchRig(options);
        rig.Names.Add("many.test", "127.0.0.2", "127.0.0.3", "127.0.0.1"); // nobody listens on the first two

        await rig.ReceiveAsync($"http://many.test:{server.EndPoint.Port}/");

        Assert.Equal(1, server.ConnectionCount);
    }
}
