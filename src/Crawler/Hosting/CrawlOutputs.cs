using System.Reflection;
using System.Text.Json;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>The crawl directory of one crawl, from its opening to the summary.</summary>
internal sealed class CrawlOutputs : IAsyncDisposable
{
    private readonly CrawlDirectory _directory;
    private readonly CrawlManifest _manifest;

    private CrawlOutputs(CrawlDirectory directory, SinkCallback sinks, CrawlManifest manifest)
    {
        _directory = directory;
        _manifest = manifest;
        Sinks = sinks;
    }

    /// <summary>The callback that keeps outcomes.</summary>
    public SinkCallback Sinks { get; }

    /// <summary>The version of this build.</summary>
    public static string Version { get; } =
        typeof(CrawlOutputs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Makes the directory and says in it what was asked.</summary>
    /// <exception cref="CrawlDirectoryException">The directory cannot be used.</exception>
    public static async ValueTask<CrawlOutputs?> OpenAsync(CrawlerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Output.Directory is not { } path)
        {
            return null;
        }

        var directory = CrawlDirectory.CreateNew(path, time);
        try
        {
            var manifest = new CrawlManifest
            {
                Version = Version,
                State = CrawlSummaryState.Running,
                StartedAt = time.GetUtcNow(),
                Options = JsonSerializer.SerializeToElement(options, CrawlerOptionsJson.Default.CrawlerOptions),
            };
            await directory.WriteManifestAsync(manifest, cancellationToken).ConfigureAwait(false);
            var sinks = await SinkFactory.OpenAsync(directory, options, time, cancellationToken).ConfigureAwait(false);
            return new CrawlOutputs(directory, sinks, manifest);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Closes the outputs and writes the last word: the summary, and how the crawl ended.</summary>
    /// <exception cref="SinkUnavailableException">A sink could not write its last bytes; the summary is written all the same.</exception>
    public async ValueTask FinishAsync(CrawlSummary summary)
    {
        try
        {
            await Sinks.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await _directory.WriteSummaryAsync(summary, CancellationToken.None).ConfigureAwait(false);
            var ended = _manifest with { State = summary.State, Reason = summary.Reason, FinishedAt = summary.FinishedAt };
            await _directory.WriteManifestAsync(ended, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the directory up.</summary>
    public async ValueTask DisposeAsync()
    {
        await Sinks.DisposeAsync().ConfigureAwait(false);
        _directory.Dispose();
    }
}
