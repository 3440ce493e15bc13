using System.CommandLine;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Seeds;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>crawl URL…</c>: crawls until quiet or until a limit.</summary>
internal sealed class CrawlVerb
{
    // The longest that a timer of .NET can wait is 49 days.
    private static readonly TimeSpan MaxMaxTime = TimeSpan.FromDays(49);

    private const string OutputDirectory = "Output:Directory";

    private readonly CliConsole _console;
    private readonly EngineOptions _engine = new(isCrawl: true);
    private readonly Verbosity _verbosity = new();
    private readonly Argument<string[]> _urls = new("URL") { Description = "Where to begin.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "More seeds, one a line; - is standard input.", HelpName = "FILE" };
    private readonly Option<string?> _maxTime = new("--max-time") { Description = "Longest time, for example 90s, 5m or 1h, 0 = no limit [none].", HelpName = "T" };
    private readonly SiteList _sites = new();
    private readonly ConfigOption _config = new();
    private readonly Option<bool> _revisit = new("--revisit") { Description = "Crawl anew into the directory of an earlier crawl, and transfer only what changed.", Arity = ArgumentArity.Zero };

    /// <param name="console">The world outside.</param>
    public CrawlVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("crawl", "Crawl until nothing is left, or until a limit.") { _urls, _seeds, _maxTime, _revisit };
        _config.AddTo(Command);
        _sites.AddTo(Command);
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
        var (sites, siteOptions) = _sites.Read(result, _console, faults);
        List<CrawlUrl> urls = [.. ReadUrls(result, faults), .. sites];
        var maxTime = ReadMaxTime(result, faults);
        var config = _config.Read(result, _console, faults);
        var said = _engine.Read(result, faults);
        var environment = EnvironmentSettings.Read(_console.Variables);
        faults.AddRange(new SettingLayers([config, environment, siteOptions, said]).FindFaults());
        if (result.GetValue(_revisit) && !config.Concat(environment).Concat(said).Any(static entry => entry.Name == OutputDirectory))
        {
            faults.Add("--revisit needs -o DIR: the directory of the crawl that is to be done again.");
        }

        await using var seeds = await OpenSeedsAsync(urls, result.GetValue(_seeds), faults, signals.DrainRequested);
        if (seeds is not { First: { } first })
        {
            throw new BadInputException(faults);
        }

        var layers = new SettingLayers([Defaults(first.Url), config, environment, siteOptions, said]);
        var watched = new WatchedCrawl(_console, signals, CrawlShow.Of(_verbosity, result)) { MaxTime = maxTime };
        var request = new CrawlRequest { Seeds = seeds, Origin = OriginOf(urls, result.GetValue(_seeds)), Revisits = result.GetValue(_revisit) };
        var end = await watched.RunAsync(layers.ApplyTo, request);
        return end.Report(_console, oracle: null);
    }

    private SeedOrigin OriginOf(IEnumerable<CrawlUrl> urls, string? list) => new()
    {
        Urls = [.. urls.Select(url => url.Text)],
        ListPath = list is null or "-" ? list : Path.GetFullPath(list, _console.CurrentDirectory),
    };

    private IReadOnlyList<SettingEntry> Defaults(CrawlUrl first) =>
    [
        new("Frontier:MaxPages", "1000", "default"),
        new("Frontier:MaxDepth", "3", "default"),
        new(OutputDirectory, Path.Combine(_console.CurrentDirectory, OutputName.For(first.Host.Host, _console.Time)), "default"),
    ];

    private List<CrawlUrl> ReadUrls(ParseResult result, List<string> faults)
    {
        var urls = new List<CrawlUrl>();
        var mayBeValue = false;
        foreach (var text in result.GetValue(_urls) ?? [])
        {
            if (ParseFaults.IsOption(text))
            {
                faults.Add(ParseFaults.OptionFault(text, Command));
            }
            else if (CrawlUrl.TryParse(text, out var url))
            {
                urls.Add(url);
            }
            else if (!mayBeValue)
            {
                faults.Add($"'{TerminalText.Escape(text)}' is no absolute http or https URL: write for example https://example.com/.");
            }

            // What follows an unknown option is probably its value, and no fault of its own.
            mayBeValue = ParseFaults.IsOption(text) && !text.Contains('=', StringComparison.Ordinal);
        }

        return urls;
    }

    private TimeSpan? ReadMaxTime(ParseResult result, List<string> faults)
    {
        if (result.GetValue(_maxTime) is not { } text)
        {
            return null;
        }

        if (!DurationText.TryParse(text, out var time) || time < TimeSpan.Zero || time > MaxMaxTime)
        {
            faults.Add(SettingFault.Of(new SettingEntry("", text, "--max-time"), $"0s to 49d, for example {DurationText.Forms}; 0 means no limit"));
            return null;
        }

        return time == TimeSpan.Zero ? null : time;
    }

    private async Task<SeedInput?> OpenSeedsAsync(
        List<CrawlUrl> urls, string? listPath, List<string> faults, CancellationToken cancellationToken)
    {
        if (urls.Count == 0 && listPath is null)
        {
            if (faults.Count == 0)
            {
                faults.Add("There is no seed: write asynccrawler crawl URL, or --seeds FILE, or --sites FILE.");
            }

            return null;
        }

        // Standard input is not waited for when nothing will come of it.
        if (faults.Count > 0 && listPath == "-")
        {
            return null;
        }

        SeedInput? seeds = null;
        try
        {
            seeds = await SeedInput.OpenAsync(urls, listPath, _console, cancellationToken);
        }
        catch (BadInputException error)
        {
            faults.AddRange(error.Faults);
        }

        if (seeds is not null && faults.Count > 0)
        {
            await seeds.DisposeAsync();
            return null;
        }

        return seeds;
    }
}
