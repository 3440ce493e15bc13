using System.Text.Json;
using System.Xml.Linq;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly string _picture = Path.Combine(Path.GetTempPath(), $"asynccrawler-bench-{Guid.NewGuid():n}.svg");

    public void Dispose() => File.Delete(_picture);

    [Fact]
    public async Task Bench_ToldToDrawWhereNoFolderIs_SaysSoBeforeItMeasures()
    {
        using var bench = AsyncCrawlerProcess.Start("bench", "--svg", Path.Combine(_picture, "ladder.svg"));

        Assert.True(await bench.WaitAsync() == 2, bench.AllText);
        Assert.Contains("there is no such folder", Assert.Single(bench.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_OfASmallSite_ClimbsEveryRungAndDrawsThem()
    {
        using var bench = AsyncCrawlerProcess.Start("bench", "--pages", "20", "--workers", "2", "--json", "--svg", _picture);

        Assert.True(await bench.WaitAsync() == 0, bench.AllText);
        var rungs = bench.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            [
                "one after the other", "async, fetch only, bare loop", "async, fetch only, our pipeline", "async, parsed in one process",
                "async, 1 child process", "async, 2 child processes", "durable frontier and records",
            ],
            rungs.Select(rung => rung.GetProperty("name").GetString()));
        Assert.All(rungs, rung => Assert.Equal(20, rung.GetProperty("pages").GetInt64()));

        // Counted at the site: each page once, and robots.txt by all but the bare loop.
        Assert.Equal([21, 20, 21, 21, 21, 21, 21], rungs.Select(rung => rung.GetProperty("requests").GetInt64()));
        Assert.All(rungs, rung => Assert.True(rung.GetProperty("megabytesPerSecond").GetDouble() > 0));
        Assert.All(rungs, rung => Assert.True(rung.GetProperty("pagesPerSecond").GetDouble() > 0));
        Assert.Equal(JsonValueKind.Null, rungs[0].GetProperty("speedAgainstRungBefore").ValueKind);
        Assert.All(rungs.Skip(1), rung => Assert.True(rung.GetProperty("speedAgainstRungBefore").GetDouble() > 0));
        if (OperatingSystem.IsLinux())
        {
            // Whole crawls: what a bare loop takes for 20 pages may be less than the system can tell.
            Assert.All(rungs.Skip(4).Prepend(rungs[0]), rung => Assert.True(rung.GetProperty("cpuMicrosecondsPerPage").GetDouble() > 0));
            Assert.All(rungs.Skip(4).Prepend(rungs[0]), rung => Assert.True(rung.GetProperty("peakMegabytes").GetDouble() > 10));
        }

        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(rungs.Count + 1, XDocument.Load(_picture).Root?.Elements(svg + "rect").Count());
    }
}
