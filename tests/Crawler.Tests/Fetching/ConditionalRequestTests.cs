using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Conditional requests and parts of representations (RFC 9110 §13 and §14).</summary>
public sealed class ConditionalRequestTests
{
    private const string Date = "Sat, 31 Jan 2026 11:00:00 GMT";

    private static readonly StoredResponse Stored = new()
    {
        ETag = "W/\"v1\"",
        LastModified = Date,
        ContentType = "text/html",
        Length = 5,
        Sha256 = new string('a', 64),
        RobotsTags = ["noindex"],
    };

    [Fact]
    public async Task Standard_ARequestForWhatIsStored_SendsBothValidatorsAsTheyCame()
    {
        string? request = null;
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 304 Not Modified\r\n\r\n");
        });
        using var rig = FetchRig.For(server);

        await rig.FetchAsync(FetchRig.Lease(server.Url()) with { Stored = Stored });

        Assert.NotNull(request);
        Assert.Contains($"\r\nIf-None-Match: W/\"v1\"\r\nIf-Modified-Since: {Date}\r\n", request);
    }

    [Fact]
    public async Task Standard_304_KeepsWhatIsStoredAndUpdatesItsFields()
    {
        await using var server = RawServer.Answering("HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\nX-Robots-Tag: nofollow\r\nContent-Type: text/plain\r\n\r\n");
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Unchanged>(await rig.FetchAsync(FetchRig.Lease(server.Url()) with { Stored = Stored }));

        Assert.Equal("\"v2\"", outcome.Stored.ETag);
        Assert.Equal(Date, outcome.Stored.LastModified);
        Assert.Equal(["nofollow"], outcome.Stored.RobotsTags);
        Assert.Equal(("text/html", 5, Stored.Sha256), (outcome.Stored.ContentType, outcome.Stored.Length, outcome.Stored.Sha256));
    }

    [Fact]
    public async Task Standard_200ToAConditionalRequest_IsANewResponse()
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nLast-Modified: {Date}\r\nContent-Length: 3\r\n\r\nnew");
        using var rig = FetchRig.For(server);

        var outcome = Assert.IsType<FetchOutcome.Received>(await rig.FetchAsync(FetchRig.Lease(server.Url()) with { Stored = Stored }));

        Assert.Equal(("\"v2\"", Date, 3), (outcome.ETag, outcome.LastModified, outcome.Body.Length));
        outcome.Body.Dispose();
    }

    [Fact]
    public async Task Standard_304ThatNobodyAskedFor_IsNoSuccess()
    {
        await using var server = RawServer.Answering("HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n");
        using var rig = FetchRig.For(server);

        var (outcome, _) = await rig.ReceiveAsync(server.Url());

        Assert.False(outcome.IsSuccess);
    }

    [Theory]
    [InlineData("ETag: \"a\"", "\"a\"")]
    [InlineData("ETag: W/\"a\"", "W/\"a\"")]
    [InlineData("ETag: \"\"", "\"\"")]
    [InlineData("ETag: a", null)]
    [InlineData("ETag: w/\"a\"", null)]
    [InlineData("ETag: \"a\"b\"", null)]
    [InlineData("ETag: \"caf\xE9\"", null)]
    [InlineData("ETag: \"a\"\r\nETag: \"b\"", null)]
    [InlineData("X: 1", null)]
    public async Task Standard_ETag_IsKeptWhereItIsAnEntityTag(string field, string? expected)
    {
        await using var server = RawServer.Answering($"HTTP/1.1 200 OK\r\n{field}\r\nContent-Length: 0\r\n\r\n");
        using var rig = FetchRig.For(server);

        var (outcome, _) = await rig.ReceiveAsync(server.Url());

        Assert.Equal(expected, outcome.ETag);
    }

    [Fact]
    public async Task Standard_206ThatNobodyAskedFor_IsABadResponse()
    {
        await using var server = RawServer.Answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\nabc");
        using var rig = FetchRig.For(server);

        var outcome = await rig.FailAsync(server.Url());

        Assert.Equal((FetchFailureReason.BadResponse, 206), (outcome.Reason, outcome.Status));
    }

    [Fact]
    public async Task Standard_206ThatTheUserAskedFor_IsNeverComplete()
    {
        await using var server = RawServer.Answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\nabc");
        using var rig = FetchRig.For(server, options => options.Headers["Range"] = "bytes=0-2");

        var (outcome, body) = await rig.ReceiveAsync(server.Url());

        Assert.Equal((3, true), (body.Length, outcome.IsTruncated));
    }
}
