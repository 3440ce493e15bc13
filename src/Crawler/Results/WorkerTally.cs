using AsyncCrawler.Parsing;

namespace AsyncCrawler.Results;

/// <summary>The counts behind one <see cref="CrawlSummaryWorker"/>. Not thread-safe.</summary>
internal sealed class WorkerTally
{
    // Enough to recognise the processes of a crawl; a crawl whose parsers die all day must not grow by it.
    private const int MaxProcessIds = 64;

    private readonly List<int> _processIds = [];
    private long _documents;
    private TimeSpan _parseTime;

    /// <summary>The tally that an earlier run had.</summary>
    public static WorkerTally From(CrawlSummaryWorker saved)
    {
        var tally = new WorkerTally { _documents = saved.Documents, _parseTime = TimeSpan.FromMilliseconds(saved.ParseMs) };
        tally._processIds.AddRange(saved.ProcessIds);
        return tally;
    }

    /// <summary>Counts a page that a process of this place parsed.</summary>
    public void AddParsed(WorkerIdentity worker, ParseOutcome.Parsed parsed)
    {
        AddProcess(worker);
        _documents++;
        _parseTime += TallyKeys.ParseTime(parsed);
    }

    /// <summary>Notes a process that had a page and gave no result.</summary>
    public void AddProcess(WorkerIdentity worker)
    {
        if (_processIds.Contains(worker.ProcessId))
        {
            return;
        }

        if (_processIds.Count == MaxProcessIds)
        {
            _processIds.RemoveAt(0);
        }

        _processIds.Add(worker.ProcessId);
    }

    /// <summary>The counts of this moment.</summary>
    public CrawlSummaryWorker ToSummary(string name) => new()
    {
        Name = name,
        ProcessIds = [.. _processIds],
        Documents = _documents,
        ParseMs = Math.Round(_parseTime.TotalMilliseconds, 3),
    };
}
