using AsyncCrawler.Benchmarks.Parsers;
using AsyncCrawler.Fetching;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>What the wall, resilience and a durable frontier cost a whole crawl, each against the same crawl without it; and what the parent allocates. Writes a report in Markdown; 4 minutes.</summary>
internal static class CrawlScenario
{
    private const int Pages = 10_000;

    // The runtime has compiled a child's code for good after two to three seconds of work. What only one side runs is compiled later:
    // after three rounds of each, those of a durable frontier had 2 µs a page more of it.
    private const int WarmUps = 8;
    private static readonly string[] AllParts = ["children", "resilience", "durable", "allocation"];

    /// <summary>Runs parts of it, all of them when none is named.</summary>
    /// <param name="parts">Which.</param>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(IReadOnlyList<string> parts, TextWriter output)
    {
        await output.WriteLineAsync($"""
            # What the parts of a crawl cost it

            `DOTNET_gcConcurrent=0 DOTNET_GCgen0size=2000000 dotnet run -c Release --project benchmarks -- crawl-parts > benchmarks/results/crawl-parts.md`, so that
            this process collects as the children do.

            {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. Crawls of the mock site, {Pages:N0} pages of 29 KB and 53 links, which another process draws on the same cores;
            its processor time is not counted, but its requests are: every page once. 32 fetches at once, robots.txt obeyed, links followed, bodies hashed as records want it,
            two children. Processor time of this process and its children, user and system. Both sides run in one process, interleaved A B B A; medians
            of {InterleavedPairs<CrawlCost>.Count} pairs after {WarmUps} rounds of each to warm up, and the ratio of pages per processor second within a pair: median, and the smallest and largest.

            """);
        using var site = SiteServer.Start(Pages);
        var services = new ServiceCollection().AddAsyncCrawler(static options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Fetch.MaxConnectionsPerServer = 32;
        });
        await using var provider = services.BuildServiceProvider();
        await using var pool = new PoolUnderTest([]);
        await pool.StartAsync();
        var children = new CrawlUnderTest
        {
            Fetcher = provider.GetRequiredService<IPageFetcher>(),
            Parser = pool.Parser,
            ParsedAtOnce = PoolUnderTest.Workers * new ParserPoolOptions().Window,
            Children = () => pool.Children,
        };
        foreach (var part in parts.Count > 0 ? parts : AllParts)
        {
            await WritePartAsync(part, children, site, output);
        }
    }

    private static Task WritePartAsync(string part, CrawlUnderTest children, SiteServer site, TextWriter output) => part switch
    {
        "children" => CompareAsync(
            "child processes (A) against parsing in this process (B)", "A / B",
            children, children with { Parser = new InProcessParser(), ParsedAtOnce = PoolUnderTest.Workers }, static (a, b) => b.CpuSeconds / a.CpuSeconds, site, output),
        "resilience" => CompareAsync(
            "resilience (A) against twice of it (B): circuit breaker, clocks, retry decision", "on / off, which is 2 - B / A of the processor time",
            children, children with { Fetcher = new TwiceResilientFetcher(children.Fetcher, new FetchOptions()) }, static (a, b) => 2 - (b.CpuSeconds / a.CpuSeconds), site, output),
        "durable" => CompareAsync(
            "frontier in a file (A) against in memory (B)", "A / B",
            children with { IsDurable = true }, children, static (a, b) => b.CpuSeconds / a.CpuSeconds, site, output),
        "allocation" => WriteAllocationAsync(site, output),
        _ => throw new ArgumentException($"There is no part '{part}': there are {string.Join(", ", AllParts)}."),
    };

    private static async Task CompareAsync(
        string name, string what, CrawlUnderTest first, CrawlUnderTest second, Func<CrawlCost, CrawlCost, double> ratio, SiteServer site, TextWriter output)
    {
        var pairs = await InterleavedPairs<CrawlCost>.MeasureAsync(() => first.RunAsync(site), () => second.RunAsync(site), WarmUps);
        var microseconds = pairs.MediansOf(static cost => cost.MicrosecondsPerPage);
        var pages = pairs.MediansOf(static cost => cost.PagesPerSecond);
        var ratios = pairs.RatiosOf(ratio);
        await output.WriteLineAsync($"""
            | what | A, µs of CPU a page | B | A, pages/s | B | {what} | from, to |
            | --- | ---: | ---: | ---: | ---: | ---: | --- |
            | {name} | {microseconds.A:N0} | {microseconds.B:N0} | {pages.A:N0} | {pages.B:N0} | {ratios.Median:F3} | {ratios.Smallest:F3}, {ratios.Largest:F3} |

            """);
    }

    private static async Task WriteAllocationAsync(SiteServer site, TextWriter output)
    {
        await output.WriteLineAsync("""
            Allocated by the parent in a crawl of the library with everything on (frontier in a file, records, images), after one to warm up, and the same with nothing kept:

            | crawl | kB allocated per page |
            | --- | ---: |
            """);
        foreach (var isKept in new[] { true, false })
        {
            await MeasureAllocationAsync(site, isKept);
            var median = Median.Of([await MeasureAllocationAsync(site, isKept), await MeasureAllocationAsync(site, isKept), await MeasureAllocationAsync(site, isKept)]);
            await output.WriteLineAsync($"| {(isKept ? "kept" : "not kept")} | {median:N1} |");
        }
    }

    private static async Task<double> MeasureAllocationAsync(SiteServer site, bool isKept)
    {
        var folder = Directory.CreateTempSubdirectory("asynccrawler-bench-");
        try
        {
            await using var provider = new ServiceCollection().AddAsyncCrawler(options =>
            {
                options.Fetch.AllowPrivateNetworks = true;
                options.Politeness.Delay = TimeSpan.Zero;
                options.Politeness.MaxInFlightPerHost = 32;
                options.Output.Directory = isKept ? Path.Combine(folder.FullName, "crawl") : "";
            }).BuildServiceProvider();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var summary = await provider.GetRequiredService<ICrawler>().CrawlAsync([site.Address.AbsoluteUri], CancellationToken.None);
            return summary.Totals.Pages == site.Pages
                ? (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / site.Pages
                : throw new InvalidOperationException($"{summary.Totals.Pages} of {site.Pages} pages came in.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
