using AsyncCrawler.Host.Cli;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class SummaryTableTests
{
    private readonly StringConsole _console = new();

    [Fact]
    public void Write_OfASummary_ShowsAllItsParts()
    {
        SummaryTable.Write(_console.Console.Out, Example(), "/tmp/crawl-a.test");

        Assert.Equal(
            """
            crawl              complete
            time               10.0 s
            pages              100 (10.0/s)
            images             50 (5.0/s)
            bytes              3.0 MiB
            parser deaths      1
            outcome http-error 2
            outcome ok         150

            reason   URLs
            http-404 2

            seed                                 outcome              pages images failures bytes
            http://a.test/                       ok                   100   50     1        3.0 MiB
            http://b.test/\u{1b}[2J[red]\u{202e} http-error: http-404 0     0      1        0 B
            http://c.test/                       not finished         0     0      0        0 B

            host             pages images failures bytes
            http://a.test:80 100   50     1        3.0 MiB
            http://b.test:80 0     0      1        0 B

            parser   pid        documents parse time deaths
            parser-1 4711, 4713 60        1234 ms    1
            parser-2 4712       40        900 ms     0

            parsers                in all
            deaths, timed-out      1
            restarts               2
            retired in good health 1
            failed starts          0
            pages given up         3 (and 4 of equal content unsent)
            wait of a page         0.3 ms, at most 12.5 ms
            sandbox file-system    active
            sandbox no-network     absent: \u{1b}[2J not permitted

            Crawl directory: /tmp/crawl-a.test
            """,
            Plain(_console.Output));
    }

    [Fact]
    public void Write_OfManySeedsAndHosts_ShowsTheFirstAndSaysHowManyMore()
    {
        var seeds = Enumerable.Range(0, 25).Select(number => Seed($"http://s{number:00}.test/", "ok", null, 0)).ToList();
        var hosts = Enumerable.Range(0, 15).Select(number => Host($"http://h{number:00}.test:80", number)).ToList();

        SummaryTable.Write(_console.Console.Out, Summaries.Of(CrawlSummaryState.Complete) with { Seeds = seeds, Hosts = hosts }, null);

        var text = Plain(_console.Output);
        Assert.Contains("s19.test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s20.test", text, StringComparison.Ordinal);
        Assert.Contains("h14.test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("h04.test", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("5 more in summary.json").Length - 1);
        Assert.DoesNotContain("Crawl directory", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S20_Write_OfHostileTexts_LeavesNoControlCharacter()
    {
        var summary = Example() with { Reason = "x\u001b]8;;http://evil/\u0007\u202e\r" };

        SummaryTable.Write(_console.Console.Out, summary, "/tmp/\u001b[31m");

        Assert.DoesNotContain(_console.Output, character => (char.IsControl(character) && character != '\n') || character == '\u202e');
    }

    private static CrawlSummary Example()
    {
        var totals = Summaries.Totals(100, 50) with
        {
            Bytes = 3 * 1024 * 1024,
            ByOutcome = new SortedList<string, long> { ["http-error"] = 2, ["ok"] = 150 },
            ByReason = new SortedList<string, long> { ["http-404"] = 2 },
        };
        return Summaries.Of(CrawlSummaryState.Complete, totals) with
        {
            WorkerDeaths = 1,
            Parsers = new CrawlSummaryParsers
            {
                Deaths = new SortedList<string, int> { ["timed-out"] = 1 },
                Restarts = 2,
                Retirements = 1,
                Condemned = 3,
                Spared = 4,
                QueueMeanMs = 0.25,
                QueueMaxMs = 12.5,
                Sandbox =
                [
                    new SandboxLayer { Name = "file-system", IsActive = true, Detail = "Landlock, version 7" },
                    new SandboxLayer { Name = "no-network", IsActive = false, Detail = "\u001b[2J not permitted" },
                ],
            },
            Seeds =
            [
                Seed("http://a.test/", "ok", null, 100),
                Seed("http://b.test/\u001b[2J[red]\u202e", "http-error", "http-404", 0),
                Seed("http://c.test/", null, null, 0) with { Failures = 0 },
            ],
            Hosts = [Host("http://b.test:80", 0), Host("http://a.test:80", 100)],
            Workers =
            [
                new CrawlSummaryWorker { Name = "parser-1", ProcessIds = [4711, 4713], Documents = 60, ParseMs = 1234.4, Deaths = 1 },
                new CrawlSummaryWorker { Name = "parser-2", ProcessIds = [4712], Documents = 40, ParseMs = 900 },
            ],
        };
    }

    private static CrawlSummarySeed Seed(string url, string? outcome, string? reason, long pages) => new()
    {
        Url = url, Outcome = outcome, Reason = reason, Pages = pages, Images = pages / 2, Failures = 1, Bytes = pages * 31457,
    };

    private static CrawlSummaryHost Host(string host, long pages) => new()
    {
        Host = host, Pages = pages, Images = pages / 2, Failures = 1, Bytes = pages * 31457,
    };

    private static string Plain(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();
}
