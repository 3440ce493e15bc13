using AsyncCrawler.Frontier;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>What one crawl owns alone: its frontier, its aggregates, its pipeline, and its outputs where it keeps any.</summary>
internal sealed class CrawlSession : IAsyncDisposable
{
    public required IFrontierStore Store { get; init; }

    public required CrawlFrontier Frontier { get; init; }

    public required CrawlSummaryAggregator Aggregator { get; init; }

    public required CrawlPipeline Pipeline { get; init; }

    /// <summary>Null when nothing is kept on disk.</summary>
    public required CrawlOutputs? Outputs { get; init; }

    /// <summary>Releases everything but the outputs, which end with the last word of the summary: <see cref="CrawlOutputs.FinishAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Pipeline.Dispose();
        Frontier.Dispose();
        await Store.DisposeAsync().ConfigureAwait(false);
    }
}
