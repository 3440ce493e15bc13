using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.FakeWorker;

/// <summary>A parent that can be killed: has a real pool, a child that hangs in a document, and tells the child's process id.</summary>
internal static class FakeService
{
    public static async Task<int> RunAsync(string workerPath)
    {
        var options = new ParserPoolOptions { Workers = 1, WarmSpares = 1, WorkerPath = workerPath, DocumentTimeout = TimeSpan.FromMinutes(5) };
        await using var pool = new ParserPool(options, TimeProvider.System, NullLogger<ParserPool>.Instance);
        await pool.StartAsync(CancellationToken.None);
        var outcome = pool.ParseAsync(Page("hang"), CancellationToken.None);
        Console.WriteLine("busy");
        await outcome;
        return 1;
    }

    private static FetchOutcome.Received Page(string text)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        return CrawlUrl.TryParse("http://a.test/", out var url)
            ? new FetchOutcome.Received
            {
                Lease = new FrontierLease { ItemId = 1, Item = FrontierItem.ForSeed(url), Attempt = 1, ExpiresAt = DateTimeOffset.MaxValue },
                StartedAt = DateTimeOffset.UnixEpoch,
                Elapsed = TimeSpan.Zero,
                Status = 200,
                Body = new PooledBody(body, body.Length),
            }
            : throw new InvalidOperationException("The URL parser is broken.");
    }
}
