using System.CommandLine;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>explain URL [DIR]</c>: says what a crawl does with a URL, and why.</summary>
internal sealed class ExplainVerb
{
    private readonly CliConsole _console;
    private readonly EngineOptions _engine = new(isCrawl: true);
    private readonly ConfigOption _config = new();
    private readonly Verbosity _verbosity = new();
    private readonly Argument<string?> _url = new("URL") { Description = "The URL in question.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _directory = new("DIR") { Description = "A crawl's directory, to look into [none].", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string[]> _seeds = new("--seed") { Description = "A seed by which scope is judged; repeatable [the crawl's seeds, or URL itself].", HelpName = "URL", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _offline = new("--offline") { Description = "Send nothing: leave robots.txt out.", Arity = ArgumentArity.Zero };

    /// <param name="console">The world outside.</param>
    public ExplainVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("explain", "Show what a crawl does with a URL, and why.") { _url, _directory, _seeds, _offline };
        _config.AddTo(Command);
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
        var url = result.GetValue(_url) ?? "";
        if (url.Length == 0)
        {
            faults.Add("There is nothing to explain: write asynccrawler explain URL, or explain URL DIR.");
        }

        var seeds = ReadSeeds(result, faults);
        var layers = new SettingLayers([_config.Read(result, _console, faults), EnvironmentSettings.Read(_console.Variables), _engine.Read(result, faults)]);
        faults.AddRange(layers.FindFaults());
        if (faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        var directory = result.GetValue(_directory) is { } path ? Path.GetFullPath(path, _console.CurrentDirectory) : null;
        var saved = directory is null ? null : SavedCrawl.Read(directory);
        await using var engine = Engine.Build(_console, _verbosity.LogLevel(result), options =>
        {
            saved?.ApplyTo(options);
            layers.ApplyTo(options);
        });
        var request = new ExplainRequest { Url = url, Seeds = seeds, Directory = directory, AsksRobots = !result.GetValue(_offline) };
        var explanation = await engine.GetRequiredService<IUrlExplainer>().ExplainAsync(request, signals.DrainRequested);
        foreach (var line in _verbosity.IsJson(result) ? [explanation.ToJson()] : ExplanationText.Of(explanation))
        {
            _console.Print(line);
        }

        return explanation.Verdict == "not-crawlable" ? ExitCode.BadInput : ExitCode.Done;
    }

    private List<CrawlUrl> ReadSeeds(ParseResult result, List<string> faults)
    {
        var seeds = new List<CrawlUrl>();
        foreach (var text in result.GetValue(_seeds) ?? [])
        {
            if (CrawlUrl.TryParse(text, out var seed))
            {
                seeds.Add(seed);
            }
            else
            {
                faults.Add($"--seed '{TerminalText.Escape(text)}' is no absolute http or https URL: write for example https://example.com/.");
            }
        }

        return seeds;
    }
}
