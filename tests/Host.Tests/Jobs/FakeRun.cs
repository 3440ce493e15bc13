using AsyncCrawler.Frontier;
using AsyncCrawler.Host.Tests.Cli;
using AsyncCrawler.Host.Tests.Cli.Progress;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Tests.Jobs;

/// <summary>A crawl that ends when, and as, the test says.</summary>
internal sealed class FakeRun : ICrawlRun
{
    private readonly TaskCompletionSource<CrawlSummary> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<CrawlSummary> Completion => _completion.Task;

    public CrawlProgress GetProgress() => Reports.Progress(pages: 7);

    public CrawlSummary GetSummary() => Summaries.Of(CrawlSummaryState.Running);

    public IReadOnlyList<HostState> ListHosts() => [];

    public void Complete() => End(CrawlSummaryState.Complete);

    public void Fail(Exception error) => _completion.TrySetException(error);

    public void Drain() => End(CrawlSummaryState.Interrupted);

    public void Cancel() => End(CrawlSummaryState.Interrupted);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void End(CrawlSummaryState state) => _completion.TrySetResult(Summaries.Of(state));
}
