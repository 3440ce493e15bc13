using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Redirects of the torture list. None is followed here: what counts is where they are said to lead.</summary>
public sealed class RedirectTortureTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_WithALocation_NamesItsTargetAndIsNotFollowed(int status)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 {status} Go\r\nLocation: /b?x=1#part\r\nRetry-After: 7\r\nContent-Length: 3\r\n\r\nbye");
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(server.Url("/a")));

        Assert.Equal(status, outcome.Status);
        Assert.Equal(server.Url("/b?x=1"), outcome.Target.Text);
        Assert.Equal(TimeSpan.FromSeconds(7), outcome.RetryAfter);
        Assert.Equal(1, server.ConnectionCount);
    }

    [Theory]
    [InlineData("other", "http://HOST/dir/other")]
    [InlineData("?q", "http://HOST/dir/page?q")]
    [InlineData("//h.test/x", "http://h.test/x")]
    [InlineData("\\\\h.test\\s", "http://h.test/s")]
    [InlineData("http://user:pw@h.test/", "http://h.test/")]
    [InlineData("HTTPS://H.test:443/../x", "https://h.test/x")]
    [InlineData("/caf\xC3\xA9", "http://HOST/caf%C3%A9")]
    public async Task D11_D13_Location_IsResolvedAsBrowsersDo(string location, string expected)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(server.Url("/dir/page")));

        Assert.Equal(expected.Replace("HOST", server.EndPoint.ToString(), StringComparison.Ordinal), outcome.Target.Text);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://h.test/")]
    [InlineData("ftp://h.test/")]
    [InlineData("data:text/html,x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("view-source:http://h.test/")]
    [InlineData("http://")]
    [InlineData("http://h.test:65536/")]
    public async Task D09_D17_LocationThatIsNoHttpUrl_IsABadRedirect(string location)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal(FetchFailureReason.BadRedirect, outcome.Reason);
        Assert.Equal(302, outcome.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Location: /a\r\nLocation: /b\r\n")]
    public async Task D11_NoneOrTwoLocations_AreABadRedirect(string fields)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\n{fields}Content-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.BadRedirect, (await rig.FailAsync(server.Url())).Reason);
    }

    [Fact]
    public async Task D11_TheSameLocationTwice_IsOne()
    {
        await using var server = RawServer.Answering("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(server.Url()));
    }

    [Theory]
    [InlineData("/self")]
    [InlineData("")]
    [InlineData("#top")]
    public async Task D10_RedirectToItself_IsALoop(string location)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        Assert.Equal(FetchFailureReason.RedirectLoop, (await rig.FailAsync(server.Url("/self"))).Reason);
    }

    [Fact]
    public async Task D11_LocationOf60Kilobytes_IsATargetThatAdmissionMayRefuse()
    {
        var path = "/" + new string('x', 60_000);
        await using var server = RawServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {path}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(server.Url()));

        Assert.Equal(server.Url(path), outcome.Target.Text);
    }
}
