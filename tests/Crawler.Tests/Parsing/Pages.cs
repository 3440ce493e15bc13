using System.Buffers;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Tests.Frontier;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Fetched pages for tests; as they come from a fetch, nobody has hashed them yet.</summary>
internal static class Pages
{
    public static FetchOutcome.Received Of(string text, int status = 200, ResourceKind kind = ResourceKind.Page)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, bytes.Length));
        bytes.CopyTo(buffer, 0);
        return new FetchOutcome.Received
        {
            Lease = new FrontierLease
            {
                ItemId = 1,
                Item = FrontierItems.Page("http://a.test/page") with { Kind = kind },
                Attempt = 1,
                ExpiresAt = DateTimeOffset.MaxValue,
            },
            StartedAt = DateTimeOffset.UnixEpoch,
            Elapsed = TimeSpan.Zero,
            Status = status,
            ContentType = "text/html",
            Body = new PooledBody(buffer, bytes.Length),
        };
    }

    /// <summary>Has a page parsed, and gives its body back.</summary>
    public static async Task<ParseOutcome> ParseAsync(this ParserPool pool, string text)
    {
        var page = Of(text);
        using var body = page.Body;
        return await pool.ParseAsync(page, TestContext.Current.CancellationToken);
    }

    /// <summary>The title that the fake worker gave.</summary>
    public static string? Title(ParseOutcome outcome) => Assert.IsType<ParseOutcome.Parsed>(outcome).Reply.Title;
}
