using System.Net;

namespace AsyncCrawler.MockSite.Tests.Stubs;

public sealed class StubResponderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_WhenAsked_WaitsTwoSecondsByTheClock()
    {
        var time = new ImmediateTimeProvider();
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs, time);

        Assert.Equal("Two seconds later.\n", await site.Client.GetStringAsync("/slow", Stop));

        Assert.Equal([TimeSpan.FromSeconds(2)], time.Waits);
    }

    [Fact]
    public async Task Dribble_WhenAsked_SendsFivePiecesWithinASecond()
    {
        var time = new ImmediateTimeProvider();
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs, time);

        var answer = await site.SendRawAsync("GET /dribble HTTP/1.1");

        var pieces = answer.Split("\r\na\r\n").Skip(1).ToList();
        Assert.Equal(5, pieces.Count);
        Assert.StartsWith("This body ", pieces[0], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(200), 5), time.Waits);
    }

    [Fact]
    public async Task Dribble_OfABodyShorterThanItsPieces_SendsByteByByte()
    {
        using var folder = new TemporaryFolder().With(
            "mappings/a.json", """{"request":{"url":"/"},"response":{"body":"abc","chunkedDribbleDelay":{"numberOfChunks":10,"totalDuration":30}}}""");
        await using var site = await Site.OfStubsAsync(folder.Path);

        Assert.EndsWith("\r\n1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n", await site.SendRawAsync("GET / HTTP/1.1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyFault_WhenAsked_ClosesWithoutAByte()
    {
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs);

        Assert.Equal("", await site.SendRawAsync("GET /fault/empty HTTP/1.1"));
    }

    [Fact]
    public async Task RandomDataFault_WhenAsked_SendsNoHttp()
    {
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs);

        var answer = await site.SendRawAsync("GET /fault/random-data HTTP/1.1");

        Assert.NotEmpty(answer);
        Assert.DoesNotContain("HTTP/1.1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyFaults_AtOnce_LeaveTheSiteAnswering()
    {
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs);
        string[] faults = ["empty", "malformed-chunk", "random-data", "reset"];

        await Parallel.ForAsync(0, 100, Stop, async (i, stop) =>
            await Assert.ThrowsAnyAsync<Exception>(() => site.Client.GetStringAsync($"/fault/{faults[i % 4]}", stop)));

        Assert.Equal("Here I am.\n", await AfterAsync(site, HttpStatusCode.ServiceUnavailable));
    }

    [Fact]
    public async Task Head_OfAStubForAnyMethod_HasHeadersAndNoBody()
    {
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs);

        using var answer = await site.SendAsync(HttpMethod.Head, "/status/503");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData("bobo")]
    [InlineData("jay")]
    [InlineData("tom")]
    public async Task People_EachPage_HasOneFengAndAPictureThatIsAJpeg(string person)
    {
        await using var site = await Site.OfStubsAsync(MockSiteOptions.ShippedStubs);

        var html = await site.Client.GetStringAsync($"/{person}", Stop);

        var feng = Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("#feng"));
        Assert.Equal($"/feng/{person}", feng.GetAttribute("href"));
        Assert.Equal([$"/img/120x90_0_autohomecar__{person}.jpg"], PageReader.Images(html));
        var jpeg = await site.Client.GetByteArrayAsync(PageReader.Images(html)[0], Stop);
        Assert.Equal([0xFF, 0xD8, 0xFF], jpeg[..3]);
        Assert.Equal([0xFF, 0xD9], jpeg[^2..]);
        using var target = await site.GetAsync($"/feng/{person}");
        Assert.Equal(HttpStatusCode.OK, target.StatusCode);
    }

    private static async Task<string> AfterAsync(Site site, HttpStatusCode first)
    {
        using var answer = await site.GetAsync("/scenario/recovers");
        Assert.Equal(first, answer.StatusCode);
        return await site.Client.GetStringAsync("/scenario/recovers", Stop);
    }
}
