using System.Globalization;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>A pool of real children, and pages to hand to it as the pipeline does.</summary>
/// <param name="fields">The fields; none lets the tokens suffice.</param>
/// <param name="worker">The worker program; null for the one beside this program.</param>
internal sealed class PoolUnderTest(IReadOnlyList<FieldRule> fields, string? worker = null) : IAsyncDisposable
{
    /// <summary>Children in the pool.</summary>
    public const int Workers = 2;

    private readonly HashSet<int> _children = [];

    // No child retires: one that takes its place would compile its code while it is measured. What that costs stands in the report of starts.
    private readonly ParserPool _pool = new(
        new ParserPoolOptions { Workers = Workers, Fields = [.. fields], WorkerPath = worker, MaxDocumentsPerWorker = int.MaxValue }, TimeProvider.System, NullLogger<ParserPool>.Instance);

    /// <summary>The pool.</summary>
    public ParserPool Pool => _pool;

    /// <summary>The pool as the pipeline of a crawl sees it.</summary>
    public IPageParser Parser => new CrawlPageParser(_pool, new ContentWishes { Fields = [.. fields], StructuredData = false, TextForm = PageTextForm.None });

    /// <summary>The process ids of the children so far: one that retires still lives for a while, and its time must not be lost meanwhile.</summary>
    public IEnumerable<int> Children
    {
        get
        {
            _children.UnionWith(_pool.Snapshot().Workers.Select(worker => worker.ProcessId).Where(process => process > 0));
            return _children;
        }
    }

    /// <summary>Starts the children.</summary>
    public Task StartAsync() => _pool.StartAsync(CancellationToken.None);

    /// <summary>Has pages parsed, as many at once as a crawl would.</summary>
    /// <param name="pages">The pages; taken from the beginning again when they are used up.</param>
    /// <param name="count">How many pages to parse.</param>
    /// <param name="isGood">Told the number of each page: a good one must be parsed.</param>
    /// <returns>What it cost.</returns>
    public async Task<ParserCost> RunAsync(IReadOnlyList<byte[]> pages, int count, Func<int, bool> isGood)
    {
        FetchOutcome.Received[] received = [.. pages.Select(PageOf)];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = ProcessTree.CpuSeconds(Children);
        var childCpu = ProcessTree.OfChildren(Children);
        var parser = Parser;
        var degree = new ParallelOptions { MaxDegreeOfParallelism = Workers * new ParserPoolOptions().Window };
        await Parallel.ForAsync(0, count, degree, async (i, token) =>
        {
            var outcome = await parser.ParseAsync(received[i % received.Length], token);
            if (isGood(i) != outcome is ParseOutcome.Parsed)
            {
                throw new InvalidOperationException($"Page {i} came out wrong: {outcome}");
            }
        });
        return new ParserCost
        {
            Pages = count,
            CpuSeconds = ProcessTree.CpuSeconds(Children) - cpu,
            ChildCpuSeconds = ProcessTree.OfChildren(Children) - childCpu,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true) - allocated,
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    // Nobody gives the bodies back: they lie where the other side of the comparison reads them.
    private static FetchOutcome.Received PageOf(byte[] bytes, int number) => new()
    {
        Lease = new FrontierLease { ItemId = number, Item = FrontierItem.ForSeed(UrlOf(number)), Attempt = 1, ExpiresAt = DateTimeOffset.MaxValue },
        StartedAt = DateTimeOffset.UnixEpoch,
        Elapsed = TimeSpan.Zero,
        Status = 200,
        ContentType = "text/html; charset=utf-8",
        Body = new PooledBody(bytes, bytes.Length),
    };

    private static CrawlUrl UrlOf(int number) =>
        CrawlUrl.TryParse(string.Create(CultureInfo.InvariantCulture, $"http://site.test/section/{number}.html"), out var url) ? url : throw new FormatException();
}
