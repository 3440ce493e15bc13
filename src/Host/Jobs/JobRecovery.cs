using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Looks after what broke: writes what the store could not take, and lets paused jobs go on when their cause is gone (promises R12).</summary>
internal sealed partial class JobRecovery(JobBoard board, JobFolders folders, ParserPool pool, JobOptions options, TimeProvider time, ILogger<JobRecovery> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly string ParserWord = CrawlHalts.Word(CrawlHalt.ParserUnavailable);

    private readonly Dictionary<string, (TimeSpan Pause, long NextAt)> _tries = new(StringComparer.Ordinal);

    /// <summary>Looks again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.RecoveryPause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await LookAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var open = board.Open;
        foreach (var gone in _tries.Keys.Except(open.Select(job => job.Record.Id), StringComparer.Ordinal).ToList())
        {
            _tries.Remove(gone);
        }

        foreach (var job in open)
        {
            if (job.IsUnsaved)
            {
                await board.SaveAsync(job);
            }

            if (job.Record.Status is { Hold: JobHold.Fault } status && IsDue(job.Record.Id) && await IsMendedAsync(status.Reason ?? "", job.Record.Id, cancellationToken))
            {
                await board.RecoverAsync(job);
            }
        }
    }

    private bool IsDue(string id)
    {
        var now = time.GetTimestamp();
        var known = _tries.TryGetValue(id, out var last);
        if (known && now < last.NextAt)
        {
            return false;
        }

        // Doubles also when it seemed mended and broke again at once.
        var pause = known ? TimeSpan.FromTicks(Math.Min(last.Pause.Ticks * 2, LongestPause.Ticks)) : options.RecoveryPause;
        _tries[id] = (pause, now + (long)(pause.TotalSeconds * time.TimestampFrequency));
        return true;
    }

    private async Task<bool> IsMendedAsync(string reason, string id, CancellationToken cancellationToken)
    {
        try
        {
            if (reason.StartsWith(ParserWord, StringComparison.Ordinal))
            {
                await pool.StartAsync(cancellationToken);
                return true;
            }

            folders.ProbeWrite();
            return folders.FreeBytes() >= options.MinFreeBytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ParserUnavailableException)
        {
            LogNotMended(id, error.Message);
            return false;
        }
    }

    [LoggerMessage(EventIds.Jobs.NotMended, LogLevel.Debug, "What holds crawl {Id} is not mended yet: {Detail}")]
    private partial void LogNotMended(string id, string detail);
}
