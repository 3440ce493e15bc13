using System.CommandLine;
using System.Globalization;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.MockSite;
using AsyncCrawler.Seeds;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>demo</c>: crawls the mock site, and compares what was found with what the site knows about itself.</summary>
internal sealed class DemoVerb
{
    // The site keeps no page in memory, but its oracle does, and so does the comparison.
    private const int MaxPages = 1_000_000;

    private readonly CliConsole _console;
    private readonly EngineOptions _engine = new(isCrawl: false);
    private readonly Verbosity _verbosity = new();
    private readonly Option<string?> _pages = new("--pages") { Description = "Pages of the site [400].", HelpName = "N" };
    private readonly Option<string?> _seed = new("--seed") { Description = "The integer from which the site is drawn [1].", HelpName = "S" };

    /// <param name="console">The world outside.</param>
    public DemoVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("demo", "Crawl a generated site on this machine, and check the result against the site's own oracle.") { _pages, _seed };
        _engine.AddTo(Command);
        _verbosity.AddTo(Command);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var pages = NumberOption.Read(result, _pages, 400, 1, MaxPages, faults);
        var seed = NumberOption.Read(result, _seed, 1, int.MinValue, int.MaxValue, faults);
        var environment = EnvironmentSettings.Read(_console.Variables);
        var said = _engine.Read(result, faults);
        var layers = new SettingLayers([environment, Defaults(), said]);
        faults.AddRange(layers.FindFaults());
        var options = new CrawlerOptions();
        layers.ApplyTo(options);
        if (options.Parsing.Workers < 2)
        {
            faults.Add($"--workers '{options.Parsing.Workers}': demo takes at least 2, to show that they work side by side.");
        }

        if (faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        await using var site = await MockSiteServer.StartAsync(
            new MockSiteOptions { Pages = pages, Seed = seed, Mappings = null, TimeProvider = _console.Time }, signals.DrainRequested);
        var found = new FoundUrls();
        var request = new CrawlRequest { Seeds = ListSeedSource.Parse([site.BaseAddress.AbsoluteUri]), Callbacks = [found] };
        layers = new SettingLayers([environment, [.. Defaults(), AllowedPort(site)], said]);
        var end = await new WatchedCrawl(_console, signals, CrawlShow.Of(_verbosity, result)).RunAsync(layers.ApplyTo, request);
        return end.Report(_console, Compare(site, found, end.Directory, options.Frontier.IncludesImages));
    }

    private IReadOnlyList<SettingEntry> Defaults() =>
    [
        new("Frontier:MaxPages", SettingText.None, "demo"),
        new("Frontier:MaxDepth", SettingText.None, "demo"),
        new("Politeness:Delay", "0", "demo"),
        new("Politeness:MaxInFlightPerHost", "16", "demo"),
        new("Fetch:MaxConnectionsPerServer", "16", "demo"),
        new("Fetch:AllowedNetworks", "127.0.0.1/32", "demo"),
        new("Output:Directory", Path.Combine(_console.CurrentDirectory, OutputName.For("demo", _console.Time)), "demo"),
    ];

    private static SettingEntry AllowedPort(MockSiteServer site) =>
        new("Fetch:AllowedPorts", site.BaseAddress.Port.ToString(CultureInfo.InvariantCulture), "demo");

    private static DemoVerdict Compare(MockSiteServer site, FoundUrls found, string? directory, bool hasImages)
    {
        var recorded = FoundUrls.Read(Path.Combine(directory ?? "", "pages.jsonl"));
        return new DemoVerdict(
            SetComparison.Of(AtSite(site, site.Graph?.ReachablePages ?? new HashSet<string>()), found.Pages),
            SetComparison.Of(AtSite(site, hasImages && site.Graph is { } graph ? graph.ReachableImages : new HashSet<string>()), found.Images),
            recorded.SetEquals(found));
    }

    private static HashSet<string> AtSite(MockSiteServer site, IEnumerable<string> addresses) =>
        addresses.Select(address => CrawlUrl.TryParse(site.BaseAddress.AbsoluteUri.TrimEnd('/') + address, out var url) ? url.Text : address)
            .ToHashSet(StringComparer.Ordinal);
}
