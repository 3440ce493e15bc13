namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>The fetch path against a bare <see cref="HttpClient"/> loop, interleaved in one process. Writes a report in Markdown.</summary>
internal static class FetchScenario
{
    private const int Hosts = 32;
    private const int Degree = 32;
    private const int Pages = 20_000;

    // The runtime compiles what is called often again and again; after some 150,000 pages of each side it has done with it.
    private const int WarmUps = 12;
    private static readonly int[] BodySizes = [2_000, 29_000];
    private static readonly (string Name, bool Hashes, bool ReusesBuffers)[] Loops =
    [
        ("bodies not hashed", false, true),
        ("bodies hashed by both", true, true),
        ("the bare loop that is usually written: `GetByteArrayAsync`", false, false),
    ];

    /// <summary>Runs it.</summary>
    /// <param name="output">Where the report goes.</param>
    public static async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"""
            # The fetch path

            `dotnet run -c Release --project benchmarks -- fetch > benchmarks/results/fetch.md`

            {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}. {Hosts} hosts on loopback, {Degree} fetches in flight, {Pages:N0} pages a round, one server
            process for both. The crawler: seeds that are parsed as they are read, frontier, throttle at zero, address policy, clocks, caps, done-callbacks; no robots.txt, no parser, no
            outputs. The bare loop: {Degree} tasks over one HttpClient that read each body into a buffer they keep. Processor time of this process,
            user and system, rounds interleaved A B B A; the median of {InterleavedPairs<FetchCost>.Count} pairs after {WarmUps} rounds of each to warm up, and the smallest and largest ratio.
            A/A is the bare loop against itself: what the measurement itself is worth.

            | body | what | bare, pages per CPU second | crawler | crawler / bare | from, to | crawler, kB allocated per page | bare |
            | --- | --- | ---: | ---: | ---: | --- | ---: | ---: |
            """);
        await RunAloneAsync("bare,fetcher,crawler", BodySizes[0], WarmUps, TextWriter.Null);
        foreach (var size in BodySizes)
        {
            using var server = LoadServer.Start(Hosts, size);
            var urls = UrlsOf(server);
            using var control = new BareLoop(Degree, hashes: false);
            await CompareAsync(output, $"{size:N0} B | A/A", urls, control.RunAsync, control.RunAsync);
            await using var room = new FetcherLoop(Degree);
            await CompareAsync(output, $"{size:N0} B | the fetcher alone, in the same loop", urls, control.RunAsync, room.RunAsync);
            foreach (var (name, hashes, reusesBuffers) in Loops)
            {
                using var bare = new BareLoop(Degree, hashes, reusesBuffers);
                await using var crawler = new FetchOnlyPipeline(Degree, hashes);
                await CompareAsync(output, $"{size:N0} B | {name}", urls, bare.RunAsync, crawler.RunAsync);
            }
        }
    }

    /// <summary>Runs some sides alone, for a profiler, and tells what each round cost.</summary>
    /// <param name="sides">Which: bare, fetcher or crawler, or several of them joined by commas, which take turns.</param>
    /// <param name="bodyBytes">The length of each body.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="output">Where the costs go.</param>
    public static async Task RunAloneAsync(string sides, int bodyBytes, int rounds, TextWriter output)
    {
        using var server = LoadServer.Start(Hosts, bodyBytes);
        var urls = UrlsOf(server);
        using var bare = new BareLoop(Degree, hashes: false);
        await using var fetcher = new FetcherLoop(Degree);
        await using var crawler = new FetchOnlyPipeline(Degree, hashes: false);
        foreach (var side in Enumerable.Repeat(sides.Split(','), rounds).SelectMany(static side => side))
        {
            Func<IReadOnlyList<string>, Task> round = side switch { "bare" => bare.RunAsync, "fetcher" => fetcher.RunAsync, _ => crawler.RunAsync };
            var switches = ContextSwitches();
            var cost = await FetchCost.OfAsync(round, urls);
            await output.WriteLineAsync(
                $"{side}: {cost.PagesPerCpuSecond:N0} pages per CPU second, {cost.KilobytesPerPage:F1} kB and {(ContextSwitches() - switches) / (double)Pages:F2} voluntary context switches per page");
        }
    }

    // Of the threads that live; those of a pool come and go rarely.
    private static long ContextSwitches() => Directory.EnumerateDirectories("/proc/self/task").Sum(task => File.ReadLines(Path.Combine(task, "status"))
        .Where(line => line.StartsWith("voluntary_ctxt_switches", StringComparison.Ordinal)).Sum(line => long.Parse(line.AsSpan(line.IndexOf(':') + 1), System.Globalization.CultureInfo.InvariantCulture)));

    private static List<string> UrlsOf(LoadServer server) => [.. Enumerable.Range(0, Pages).Select(i => $"http://{LoadServer.HostAt(i % Hosts)}:{server.Port}/pages/{i}")];

    private static async Task CompareAsync(
        TextWriter output, string name, IReadOnlyList<string> urls, Func<IReadOnlyList<string>, Task> bare, Func<IReadOnlyList<string>, Task> crawler)
    {
        var pairs = await InterleavedPairs<FetchCost>.MeasureAsync(() => FetchCost.OfAsync(bare, urls), () => FetchCost.OfAsync(crawler, urls));
        var pages = pairs.MediansOf(static cost => cost.PagesPerCpuSecond);
        var kilobytes = pairs.MediansOf(static cost => cost.KilobytesPerPage);
        var ratio = pairs.RatiosOf(static (bare, crawler) => crawler.PagesPerCpuSecond / bare.PagesPerCpuSecond);
        await output.WriteLineAsync(
            $"| {name} | {pages.A:N0} | {pages.B:N0} | {ratio.Median:F2} | {ratio.Smallest:F2}, {ratio.Largest:F2} | {kilobytes.B:F1} | {kilobytes.A:F1} |");
        await output.FlushAsync();
    }
}
