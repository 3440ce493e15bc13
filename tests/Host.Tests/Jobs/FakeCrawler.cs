using System.Threading.Channels;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Tests.Jobs;

/// <summary>Starts crawls that the test ends; their directories hold no more than what a crawl has asked.</summary>
internal sealed class FakeCrawler : ICrawler
{
    private readonly Channel<(CrawlRequest Request, FakeRun Run)> _started = Channel.CreateUnbounded<(CrawlRequest, FakeRun)>();

    /// <summary>What the next start throws; null when it succeeds.</summary>
    public Exception? StartFault { get; set; }

    /// <summary>Starts that nobody has asked for yet.</summary>
    public int Waiting => _started.Reader.Count;

    public async Task<(CrawlRequest Request, FakeRun Run)> NextAsync() => await _started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public Task<CrawlSummary> CrawlAsync(IEnumerable<string> seeds, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ICrawlRun> StartAsync(CrawlRequest request, CancellationToken cancellationToken)
    {
        if (StartFault is { } fault)
        {
            throw fault;
        }

        var directory = request.Options?.Output.Directory ?? throw new InvalidOperationException("A job has a directory.");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "crawl.json"), """{"version":"test","state":"running","startedAt":"2026-01-31T12:00:00Z","options":{}}""");
        var run = new FakeRun();
        _started.Writer.TryWrite((request, run));
        return ValueTask.FromResult<ICrawlRun>(run);
    }
}
