using System.Text.Json;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;

namespace AsyncCrawler.Tests.Results;

public sealed class CrawlSummaryTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task With_Workers_AddsDeathsAndTheWorkersWithoutPages()
    {
        var summary = (await SummariseAsync()).With(Pool(
            Status("parser-1", 4711, deaths: 2, retirements: 1),
            Status("parser-2", 4712, deaths: 1),
            Status("parser-3", 0)));

        // One more than at the places: a spare died that had none yet.
        Assert.Equal(4, summary.WorkerDeaths);
        Assert.Equal(
            ["parser-1 4711 1 2 1", "parser-2 4712 0 1 0", "parser-3  0 0 0"],
            summary.Workers.Select(worker => $"{worker.Name} {string.Join(',', worker.ProcessIds)} {worker.Documents} {worker.Deaths} {worker.Retirements}"));
    }

    [Fact]
    public async Task With_APoolThatDidNothing_HasNoMeanWait()
    {
        var summary = (await SummariseAsync()).With(Pool() with { QueueWaits = default });

        Assert.Equal((0, 0), (summary.Parsers.QueueMeanMs, summary.Parsers.QueueMaxMs));
    }

    [Fact]
    public async Task R14_Refusals_AreCountedByReasonAndByRule()
    {
        var summary = (await SummariseAsync()).With([new("scope", "exclude a", 1), new("depth", "deeper than 3", 1), new("scope", "scope host", 2)], parametersDropped: 7);

        Assert.Equal([("depth", 1), ("scope", 3)], summary.Refused.Select(refused => (refused.Key, refused.Value)));
        Assert.Equal(["scope host", "deeper than 3", "exclude a"], summary.RefusedByRule.Select(refused => refused.Rule));
        Assert.Equal(7, summary.ParametersDropped);
    }

    [Fact]
    public async Task File_HasItsKeysInOrder()
    {
        using var folder = new ScratchFolder();
        using var directory = CrawlDirectory.CreateNew(folder.File("crawl"), _time);
        var summary = (await SummariseAsync()).With(Pool(Status("parser-1", 4711, deaths: 1))).With([new("scope", "scope host", 2)], parametersDropped: 0);

        await directory.WriteSummaryAsync(summary, CancellationToken.None);

        Assert.Equal(
            """
            {
              "state": "complete",
              "reason": null,
              "startedAt": "2026-01-31T12:00:00+00:00",
              "finishedAt": "2026-01-31T12:00:02+00:00",
              "durationSeconds": 2,
              "pagesPerSecond": 0.5,
              "imagesPerSecond": 0,
              "totals": {
                "finished": 1,
                "pages": 1,
                "images": 0,
                "failures": 0,
                "seedFailures": 0,
                "bytes": 11,
                "truncated": 0,
                "linksFound": 0,
                "imagesFound": 0,
                "byOutcome": {
                  "ok": 1
                },
                "byReason": {},
                "byStatusClass": {
                  "2xx": 1
                },
                "byStatus": {
                  "200": 1
                }
              },
              "refused": {
                "scope": 2
              },
              "refusedByRule": [
                {
                  "reason": "scope",
                  "rule": "scope host",
                  "count": 2
                }
              ],
              "parametersDropped": 0,
              "workerDeaths": 4,
              "seeds": [
                {
                  "url": "http://site.test/",
                  "outcome": null,
                  "reason": null,
                  "status": null,
                  "pages": 1,
                  "images": 0,
                  "failures": 0,
                  "bytes": 11
                }
              ],
              "hosts": [
                {
                  "host": "http://site.test:80",
                  "pages": 1,
                  "images": 0,
                  "failures": 0,
                  "bytes": 11
                }
              ],
              "parsers": {
                "deaths": {
                  "out-of-memory": 1,
                  "timed-out": 3
                },
                "restarts": 5,
                "retirements": 1,
                "failedStarts": 2,
                "condemned": 6,
                "spared": 7,
                "queueMeanMs": 0.5,
                "queueMaxMs": 1.25,
                "sandbox": [
                  {
                    "name": "no-network",
                    "isActive": false,
                    "detail": "unshare is not installed"
                  }
                ]
              },
              "workers": [
                {
                  "name": "parser-1",
                  "pids": [
                    4711
                  ],
                  "documents": 1,
                  "parseMs": 1.25,
                  "deaths": 1,
                  "retirements": 0
                }
              ]
            }
            """,
            await File.ReadAllTextAsync(directory.SummaryFile),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Json_ReadBack_SaysTheSame()
    {
        var json = JsonSerializer.Serialize(await SummariseAsync(), CrawlSummaryJson.Indented.CrawlSummary);

        var again = JsonSerializer.Deserialize(json, CrawlSummaryJson.Indented.CrawlSummary);

        Assert.NotNull(again);
        Assert.Equal(json, JsonSerializer.Serialize(again, CrawlSummaryJson.Indented.CrawlSummary));
    }

    private static WorkerStatus Status(string name, int pid, int deaths = 0, int retirements = 0) => new()
    {
        Name = name,
        ProcessId = pid,
        State = WorkerState.Idle,
        Documents = 7,
        Deaths = deaths,
        Retirements = retirements,
    };

    private static ParserPoolSnapshot Pool(params WorkerStatus[] workers) => new()
    {
        Workers = workers,
        Waiting = 0,
        Deaths = new Dictionary<WorkerDeathReason, int> { [WorkerDeathReason.TimedOut] = 3, [WorkerDeathReason.OutOfMemory] = 1 },
        Retirements = 1,
        Restarts = 5,
        FailedStarts = 2,
        Condemned = 6,
        Spared = 7,
        QueueWaits = new QueueWaits(4, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1.25)),
        Sandbox = [new SandboxLayer { Name = "no-network", IsActive = false, Detail = "unshare is not installed" }],
        Fault = null,
    };

    private async Task<CrawlSummary> SummariseAsync()
    {
        var aggregator = new CrawlSummaryAggregator(_time);
        await aggregator.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(2));
        return aggregator.Finish(CrawlSummaryState.Complete, null);
    }
}
