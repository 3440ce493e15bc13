using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Tests.Fetching;
using AsyncCrawler.Tests.Sinks;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ParseGateTests
{
    [Theory]
    [InlineData("text/html", true)]
    [InlineData(" Text/HTML ; charset=x", true)]
    [InlineData("application/xhtml+xml", true)]
    [InlineData("text/plain", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("image/png", false)]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("html", true)]
    [InlineData("text/", true)]
    [InlineData("/html", true)]
    [InlineData("te xt/html", true)]
    [InlineData("*/*", true)]
    [InlineData("unknown/unknown", true)]
    [InlineData("Application/Unknown", true)]
    public void Standard_MimeSniffing_GoesByTheHeaderAndSniffsWhatSaysNothing(string? contentType, bool isWanted) =>
        Assert.Equal(isWanted, ParseGate.Wants(Page() with { ContentType = contentType }));

    [Theory]
    [InlineData("text/html", true)]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    public void Standard_Nosniff_LeavesWhatSaysNothing(string? contentType, bool isWanted) =>
        Assert.Equal(isWanted, ParseGate.Wants(Page() with { ContentType = contentType, ForbidsSniffing = true }));

    [Fact]
    public void House_ErrorsAndEmptyBodies_AreNotParsed()
    {
        Assert.False(ParseGate.Wants(Page() with { Status = 404 }));
        Assert.False(ParseGate.Wants(Page() with { Body = PooledBody.Empty() }));
    }

    [Theory]
    [InlineData(ResourceKind.Sitemap, true)]
    [InlineData(ResourceKind.Image, false)]
    public void House_OtherKinds_AreNotJudgedByTheirType(ResourceKind kind, bool isWanted) =>
        Assert.Equal(isWanted, ParseGate.Wants(PageOutcomes.Received(FetchRig.Lease("http://a.test/", kind), "x"u8)));

    private static FetchOutcome.Received Page() => PageOutcomes.Received(FetchRig.Lease("http://a.test/"), "x"u8);
}
