using AsyncCrawler.Host.Progress;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>The view of <c>--quiet</c>.</summary>
internal sealed class SilentProgress : IProgressView
{
    public Task ShowAsync(ProgressMeter meter, CancellationToken ended) => Task.CompletedTask;
}
