using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Pipeline;

/// <summary>
/// Joins the rooms by bounded channels: fetching → parsing → done-callbacks. Back-pressure reaches from the slowest stage to
/// the leases, which loops that are free ask for; the way back, from a page's links to the frontier, has no channel and so
/// cannot stall.
/// </summary>
internal sealed partial class CrawlPipeline(CrawlParts parts, PipelineOptions options, int parseDegree, TimeProvider time, ILogger<CrawlPipeline> logger) : IDisposable
{
    // Enough that a commit costs a page little, and little enough that a crash repeats few.
    private const int MaxPagesPerCommit = 64;

    // In this time a crawl at full speed finishes some twenty pages, and no crawl that waits for its hosts would notice it.
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(5);

    private readonly Channel<FetchOutcome.Received> _toParse = Channel.CreateBounded<FetchOutcome.Received>(
        new BoundedChannelOptions(options.ChannelCapacity) { FullMode = BoundedChannelFullMode.Wait });

    private readonly BatchChannel<PageOutcome?> _finished = new(options.ChannelCapacity, MaxPagesPerCommit, GatheringTime, time);
    private readonly PageOutcomeFactory _outcomes = new(parts.Frontier.AdmittedLinks);

    /// <summary>Pages that wait for a parser, or are with one.</summary>
    public int WaitingForParser => _toParse.Reader.Count;

    /// <summary>Runs until the frontier is quiet, or was stopped and what is under way is finished.</summary>
    /// <param name="seeds">Where the crawl begins.</param>
    /// <param name="cancellationToken">Cancels what is under way.</param>
    public async Task RunAsync(ISeedSource seeds, CancellationToken cancellationToken)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var desk = new LeaseDesk(parts.Frontier);
        parts.Frontier.FeederJoined();
        try
        {
            await AbortOnFaultAsync(
                abort,
                Task.Run(() => SeedAsync(seeds, abort.Token), CancellationToken.None),
                PipelineStage.RunAsync(desk.NextAsync, options.Concurrency, FetchAllAsync, _toParse.Writer.TryComplete, abort.Token),
                PipelineStage.RunAsync(_toParse.Reader, parseDegree, ParseAsync, _finished.TryComplete, abort.Token),
                PipelineStage.RunBatchesAsync(_finished, MayGrow, parts.Callbacks.DispatchAsync, abort.Token)).ConfigureAwait(false);
        }
        finally
        {
            ReturnBodies();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _finished.Dispose();
        parts.Callbacks.Dispose();
    }

    /// <summary>Begins no more fetches; <see cref="RunAsync"/> ends when what is under way is finished.</summary>
    public void Drain()
    {
        LogDraining(options.DrainTimeout);
        parts.Frontier.Stop();
    }

    private static async Task AbortOnFaultAsync(CancellationTokenSource abort, params Task[] stages)
    {
        List<Task> running = [.. stages];
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(ended);
            if (!ended.IsCompletedSuccessfully)
            {
                await abort.CancelAsync().ConfigureAwait(false);
            }
        }

        // Faults come before cancellations here, and the first stage's before those that it caused downstream.
        await Task.WhenAll(stages).ConfigureAwait(false);
    }

    private async Task SeedAsync(ISeedSource seeds, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Frontier.AdmitSeedsAsync(seeds, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            parts.Frontier.FeederLeft();
        }
    }

    /// <summary>Fetches under a lease, and under those that may follow it at once. All in one method: each layer of waiting costs every page.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Edge of a stage: becomes an outcome.")]
    private async ValueTask FetchAllAsync(FrontierLease first, CancellationToken cancellationToken)
    {
        for (var lease = first; lease is not null;)
        {
            if (lease.IsRefused || parts.Frontier.IsStopped)
            {
                await LeaveAsync(lease, cancellationToken).ConfigureAwait(false);
                return;
            }

            var earlier = parts.Earlier?.Find(lease.Item);
            var started = time.GetTimestamp();
            FetchOutcome outcome;
            try
            {
                outcome = await parts.Fetcher.FetchAsync(earlier is null ? lease : lease with { Stored = earlier.Response }, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not LocalShortageException && !cancellationToken.IsCancellationRequested)
            {
                outcome = Faulted(lease, started, error);
            }

            lease = await EndFetchAsync(lease, outcome, earlier, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a lease under which nothing is fetched.</summary>
    private ValueTask LeaveAsync(FrontierLease lease, CancellationToken cancellationToken) => lease.IsRefused
        ? ForwardAsync(FetchOutcome.Failed.Unsent(lease, time.GetUtcNow()), null, cancellationToken)
        : parts.Frontier.ReleaseAsync(lease, cancellationToken);

    /// <returns>What the loop goes on with; null when it must ask.</returns>
    private async ValueTask<FrontierLease?> EndFetchAsync(FrontierLease lease, FetchOutcome outcome, Visit? earlier, CancellationToken cancellationToken)
    {
        try
        {
            var decision = parts.Retries.Decide(outcome, lease.Attempt);
            var pause = parts.Frontier.PauseAfter(lease, decision.HostPause, (outcome as FetchOutcome.Received)?.Body.BytesRead);
            var next = await parts.Frontier.EndFetchAndLeaseAsync(lease, decision.Load, pause, cancellationToken).ConfigureAwait(false);
            await HandOnAsync(lease, outcome, earlier, decision, cancellationToken).ConfigureAwait(false);
            return next;
        }
        catch
        {
            (outcome as FetchOutcome.Received)?.Body.Dispose();
            throw;
        }
    }

    private async ValueTask HandOnAsync(FrontierLease lease, FetchOutcome outcome, Visit? earlier, RetryDecision decision, CancellationToken cancellationToken)
    {
        if (lease.Item.Kind == ResourceKind.Robots)
        {
            await AnswerRobotsAsync(lease, outcome, decision, cancellationToken).ConfigureAwait(false);
        }
        else if (decision.RetryAfter is { } delay)
        {
            (outcome as FetchOutcome.Received)?.Body.Dispose();
            await parts.Frontier.RetryAsync(lease, delay, decision.Verdict == RetryVerdict.Again, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ForwardAsync(parts.Redirects.End(outcome), earlier, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A robots.txt is for the frontier alone: no callback hears of it, and no record tells of it.</summary>
    private async ValueTask AnswerRobotsAsync(FrontierLease lease, FetchOutcome outcome, RetryDecision decision, CancellationToken cancellationToken)
    {
        using var body = (outcome as FetchOutcome.Received)?.Body;
        if (outcome is FetchOutcome.Redirected redirect && lease.Item.RedirectCount < RobotsTxtReader.MaxRedirects)
        {
            parts.Frontier.ForwardRobots(lease, redirect.Target);
            return;
        }

        var answer = parts.Robots.Read(outcome, decision);
        if (answer is RobotsAnswer.Unreachable unreachable)
        {
            LogRobotsUnreachable(lease.Item.Seed.Host.Text, PrintableText.Of(unreachable.Detail, 200), unreachable.RetryAfter ?? RobotsCache.GiveUpTime);
        }

        await parts.Frontier.AnswerRobotsAsync(lease, answer, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask ForwardAsync(FetchOutcome outcome, Visit? earlier, CancellationToken cancellationToken) => outcome switch
    {
        FetchOutcome.Received received when ParseGate.Wants(received) => _toParse.Writer.WriteAsync(received, cancellationToken),
        FetchOutcome.Unchanged unchanged => FinishAsync(_outcomes.Recall(unchanged, earlier?.Reply), cancellationToken),
        _ => FinishAsync(_outcomes.Create(outcome, ParseOutcome.NotNeeded.Instance), cancellationToken),
    };

    /// <summary>Runs the callbacks of a page that needs no parser here, where its body was read just now, unless others are at it. A place in the channel counts it for the commit.</summary>
    private async ValueTask FinishAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        var isDone = await parts.Callbacks.TryDispatchAsync(page, cancellationToken).ConfigureAwait(false);
        await _finished.WriteAsync(isDone ? null : page, lendsThread: true, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ParseAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ParseSafelyAsync(page, cancellationToken).ConfigureAwait(false);
            await _finished.WriteAsync(_outcomes.Create(page, outcome), lendsThread: false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // It belongs to the next stage once it is in the channel, and to this one until then.
            page.Body.Dispose();
            throw;
        }
    }

    private FetchOutcome.Failed Faulted(FrontierLease lease, long started, Exception error)
    {
        LogItemFaulted(error, nameof(Fetching), MaskedUrl.Of(lease.Item.Url.Text));
        var elapsed = time.GetElapsedTime(started);
        return new FetchOutcome.Failed
        {
            Lease = lease,
            StartedAt = time.GetUtcNow() - elapsed,
            Elapsed = elapsed,
            Reason = FetchFailureReason.Unexpected,
            Detail = error.Message,
        };
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of a stage: becomes an outcome.")]
    private async ValueTask<ParseOutcome> ParseSafelyAsync(FetchOutcome.Received page, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var span = CrawlerTelemetry.StartStep("crawler.parse", page.Span);
        try
        {
            return await parts.Parser.ParseAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ParserUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            LogItemFaulted(error, nameof(Parsing), MaskedUrl.Of(page.Lease.Item.Url.Text));
            return new ParseOutcome.Failed { Reason = ParseFailureReason.ParserFault, Detail = error.Message, Elapsed = time.GetElapsedTime(started) };
        }
    }

    /// <summary>Whether more pages are to join a commit: when some are on their way, and there are URLs to fetch meanwhile.</summary>
    private bool MayGrow(int finished)
    {
        var (waiting, underWay) = parts.Frontier.CountOpen();
        return waiting > 0 && underWay > finished;
    }

    /// <summary>Gives back the bodies that a cancelled crawl left in its channels: they count against a budget of the process.</summary>
    private void ReturnBodies()
    {
        while (_toParse.Reader.TryRead(out var page))
        {
            page.Body.Dispose();
        }

        while (_finished.TryRead(out var page))
        {
            (page?.Fetch as FetchOutcome.Received)?.Body.Dispose();
        }
    }

    [LoggerMessage(EventIds.Pipeline.StageItemFaulted, LogLevel.Error, "{Stage} threw on {Url}: it is recorded as failed and the crawl goes on")]
    private partial void LogItemFaulted(Exception error, string stage, string url);

    [LoggerMessage(EventIds.Pipeline.RobotsUnreachable, LogLevel.Information, "{Host}: {Detail}; it is asked again after {RetryAfter} at the earliest")]
    private partial void LogRobotsUnreachable(string host, string detail, TimeSpan retryAfter);

    [LoggerMessage(EventIds.Pipeline.Draining, LogLevel.Information, "Draining: no new fetches; pages under way have {DrainTimeout} to finish")]
    private partial void LogDraining(TimeSpan drainTimeout);
}
