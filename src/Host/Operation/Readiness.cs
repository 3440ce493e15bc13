using System.Globalization;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Operation;

/// <summary>Looks at what the service needs: its store, its disk, the parser processes and their sandbox, and the crawls that something holds.</summary>
internal sealed class Readiness(IJobStore store, JobFolders folders, JobBoard board, ParserPool pool, JobOptions options)
{
    /// <summary>Looks.</summary>
    public async Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        HealthCheck[] checks = [await CheckStoreAsync(cancellationToken), CheckDisk(), CheckParsers(), CheckSandbox(), CheckCrawls()];
        return new HealthReport(checks.Max(check => check.Status), checks);
    }

    private async Task<HealthCheck> CheckStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.CheckAsync(cancellationToken);
            return new HealthCheck("store", HealthStatus.Ok, "can be written");
        }
        catch (JobStoreException error)
        {
            return new HealthCheck("store", HealthStatus.Failing, error.Message);
        }
    }

    private HealthCheck CheckDisk()
    {
        try
        {
            folders.ProbeWrite();
            var free = folders.FreeBytes();
            var detail = string.Create(CultureInfo.InvariantCulture, $"{free / (1024 * 1024)} MiB free");
            return new HealthCheck("disk", free < options.MinFreeBytes ? HealthStatus.Failing : HealthStatus.Ok, detail);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new HealthCheck("disk", HealthStatus.Failing, error.Message);
        }
    }

    private HealthCheck CheckParsers()
    {
        var snapshot = pool.Snapshot();
        return snapshot switch
        {
            { Fault: { } fault } => new HealthCheck("parsers", HealthStatus.Failing, fault),
            { Workers.Count: 0 } => new HealthCheck("parsers", HealthStatus.Failing, "not started yet"),
            _ => new HealthCheck("parsers", HealthStatus.Ok, $"{snapshot.Workers.Count} processes"),
        };
    }

    private HealthCheck CheckSandbox()
    {
        var absent = pool.Snapshot().Sandbox.Where(layer => !layer.IsActive).Select(layer => $"{layer.Name} ({layer.Detail})").ToList();
        return absent.Count == 0
            ? new HealthCheck("sandbox", HealthStatus.Ok, "all layers are active")
            : new HealthCheck("sandbox", HealthStatus.Degraded, $"absent: {string.Join(", ", absent)}");
    }

    private HealthCheck CheckCrawls()
    {
        var held = board.Open.Select(job => job.Record).Where(record => record.Status.Hold is JobHold.Fault).ToList();
        return held.Count == 0
            ? new HealthCheck("crawls", HealthStatus.Ok, "none is held by a fault")
            : new HealthCheck("crawls", HealthStatus.Degraded, $"{held.Count} held by a fault, first {held[0].Id}: {held[0].Status.Reason}");
    }
}
