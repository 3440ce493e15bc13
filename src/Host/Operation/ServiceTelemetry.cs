using System.Diagnostics.Metrics;
using System.Globalization;
using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Operation;

/// <summary>The service's own instruments: its jobs, its requests, and its process.</summary>
internal sealed class ServiceTelemetry
{
    private const string StatusFile = "/proc/self/status";
    private const string DescriptorFolder = "/proc/self/fd";

    private readonly Counter<long> _requests;

    public ServiceTelemetry(IMeterFactory meters, JobBoard board)
    {
        var meter = meters.Create("AsyncCrawler.Service");
        _requests = meter.CreateCounter<long>("crawler.api.requests", unit: "{request}", "Requests by status class.");
        meter.CreateObservableGauge("crawler.jobs", () => CountJobs(board), unit: "{job}", "Open jobs by state.");
        if (File.Exists(StatusFile))
        {
            meter.CreateObservableGauge("process.memory.resident", () => ReadStatus("VmRSS:") * 1024, unit: "By", "Resident memory of the service, the parser processes left aside.");
            meter.CreateObservableGauge("process.threads", () => ReadStatus("Threads:"), unit: "{thread}", "Threads of the service.");
            meter.CreateObservableGauge("process.open_descriptors", () => Directory.EnumerateFileSystemEntries(DescriptorFolder).Count(), unit: "{descriptor}", "Open file descriptors of the service.");
        }
    }

    /// <summary>Counts an answer.</summary>
    public void RecordRequest(int status) => _requests.Add(1, new KeyValuePair<string, object?>("status", $"{status / 100}xx"));

    private static IEnumerable<Measurement<int>> CountJobs(JobBoard board)
    {
        var counts = board.Open.CountBy(job => job.Record.Status.State).ToDictionary();
        foreach (var state in Enum.GetValues<JobState>().Where(state => !new JobStatus(state).IsOver))
        {
            yield return new Measurement<int>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToString().ToLowerInvariant()));
        }
    }

    private static long ReadStatus(string key)
    {
        var line = File.ReadLines(StatusFile).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) ?? "";
        var digits = string.Concat(line.Where(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
