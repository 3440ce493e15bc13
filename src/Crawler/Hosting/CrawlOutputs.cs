using System.Reflection;
using System.Text.Json;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Frontier;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.Storage.Sqlite;

namespace AsyncCrawler.Hosting;

/// <summary>The crawl directory of one crawl, from its opening to the summary: its frontier and its outputs, which agree.</summary>
internal sealed class CrawlOutputs : IAsyncDisposable
{
    private readonly CrawlDirectory _directory;
    private readonly CrawlManifest _manifest;

    private readonly EarlierVisits? _earlier;

    private CrawlOutputs(CrawlDirectory directory, CrawlManifest manifest, IFrontierStore store, SinkCallback sinks, EarlierVisits? earlier)
    {
        _earlier = earlier;
        _directory = directory;
        _manifest = manifest;
        Store = store;
        Sinks = sinks;
    }

    /// <summary>Where the frontier rests.</summary>
    public IFrontierStore Store { get; }

    /// <summary>The callback that keeps outcomes.</summary>
    public SinkCallback Sinks { get; }

    /// <summary>What an earlier crawl into the directory kept; null when there was none.</summary>
    public IEarlierVisits? Earlier => _earlier;

    /// <summary>The version of this build.</summary>
    public static string Version { get; } =
        typeof(CrawlOutputs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Makes the directory and says in it what was asked, or takes up the one of an earlier run.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="request">What is asked of this run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="reportLoss">Told of a file that has lost bytes that were committed, and how many.</param>
    /// <param name="cancellationToken">Cancels the opening; what was made stays.</param>
    /// <exception cref="CrawlDirectoryException">The directory cannot be used.</exception>
    /// <exception cref="FrontierStoreException">The frontier in it cannot be used.</exception>
    public static async ValueTask<CrawlOutputs> OpenAsync(
        string path, CrawlerOptions options, CrawlRequest request, TimeProvider time, Action<string, long> reportLoss, CancellationToken cancellationToken)
    {
        var directory = request switch
        {
            { Resumes: true } => CrawlDirectory.OpenExisting(path, time),
            { Revisits: true } => CrawlDirectory.OpenForRevisit(path, time),
            _ => CrawlDirectory.CreateNew(path, time),
        };
        SqliteFrontierStore? store = null;
        CrawlManifest? manifest = null;
        try
        {
            manifest = request.Resumes ? CrawlDirectory.ReadManifest(path) : NewManifest(options, request, time);
            manifest = manifest with { State = CrawlSummaryState.Running, Reason = null, FinishedAt = null };
            await directory.WriteManifestAsync(manifest, cancellationToken).ConfigureAwait(false);
            FaultPoints.Hit(FaultPoint.ManifestWritten);

            SymbolicLink.Refuse(directory.FrontierFile);
            store = await SqliteFrontierStore.OpenAsync(directory.FrontierFile, cancellationToken).ConfigureAwait(false);
            var saved = await store.ReadSavedAsync(cancellationToken).ConfigureAwait(false);
            if (directory.HasRecords && saved.Notes.Count == 0 && await store.CountAsync(cancellationToken).ConfigureAwait(false) is { Open: 0, Completed: 0 })
            {
                // Nothing is fetched before it is in the frontier: to go on would be to begin anew, over what was kept (promise F07).
                throw new FrontierStoreException(
                    $"{directory.FrontierFile} knows nothing of the records in {path}: what it knew was lost. Restore it from a copy, or begin a new crawl in another directory.");
            }

            var committed = new CommittedLengths(saved.Notes, reportLoss);
            var sinks = await SinkFactory.OpenAsync(directory, options, committed, cancellationToken).ConfigureAwait(false);
            FaultPoints.Hit(FaultPoint.OutputsCutBack);
            var earlier = EarlierVisits.Open(directory.EarlierVisitsFile, SinkFactory.ReadingOf(options), directory.MediaFolder);
            return new CrawlOutputs(directory, manifest, store, sinks, earlier);
        }
        catch (Exception error)
        {
            if (store is not null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }

            if (manifest is not null)
            {
                await WriteFailureAsync(directory, manifest, error, time).ConfigureAwait(false);
            }

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
            FaultPoints.Hit(FaultPoint.OutputsClosed);
        }
        finally
        {
            await _directory.WriteSummaryAsync(summary, CancellationToken.None).ConfigureAwait(false);
            FaultPoints.Hit(FaultPoint.SummaryWritten);
            var ended = _manifest with { State = summary.State, Reason = summary.Reason, FinishedAt = summary.FinishedAt };
            await _directory.WriteManifestAsync(ended, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Says in the directory why the crawl could not go on after all, before anything ran.</summary>
    /// <param name="error">What came in between.</param>
    /// <param name="time">The clock.</param>
    public Task FailAsync(Exception error, TimeProvider time) => WriteFailureAsync(_directory, _manifest, error, time);

    /// <summary>Closes what is open and gives the directory up.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Sinks.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await Store.DisposeAsync().ConfigureAwait(false);
            _earlier?.Dispose();
            _directory.Dispose();
        }
    }

    // The fault itself goes to the caller: a directory that cannot even say so says that its crawl was killed.
    private static async Task WriteFailureAsync(CrawlDirectory directory, CrawlManifest manifest, Exception error, TimeProvider time)
    {
        var (state, reason) = error is OperationCanceledException ? (CrawlSummaryState.Interrupted, "cancelled on request") : (CrawlSummaryState.Failed, error.Message);
        var ended = manifest with { State = state, Reason = reason, FinishedAt = time.GetUtcNow() };
        await directory.WriteManifestAsync(ended, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static CrawlManifest NewManifest(CrawlerOptions options, CrawlRequest request, TimeProvider time) => new()
    {
        Version = Version,
        State = CrawlSummaryState.Running,
        StartedAt = time.GetUtcNow(),
        Seeds = request.Origin.Urls,
        SeedList = request.Origin.ListPath,
        Options = JsonSerializer.SerializeToElement(options, CrawlerOptionsJson.Default.CrawlerOptions),
    };
}
