using System.CommandLine;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>resume DIR</c>: goes on with a crawl that was stopped or killed, as it was asked for then.</summary>
internal sealed class ResumeVerb
{
    private readonly CliConsole _console;
    private readonly ConfigOption _config = new();
    private readonly Verbosity _verbosity = new();
    private readonly Argument<string> _directory = new("DIR") { Description = "The directory that the crawl wrote." };

    /// <param name="console">The world outside.</param>
    public ResumeVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("resume", "Go on with a crawl that was stopped or killed.") { _directory };
        _config.AddTo(Command);
        _verbosity.AddTo(Command);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var directory = Path.GetFullPath(result.GetValue(_directory) ?? "", _console.CurrentDirectory);
        var saved = SavedCrawl.Read(directory);
        var show = CrawlShow.Of(_verbosity, result);
        if (saved.State == CrawlSummaryState.Complete)
        {
            if (!show.IsQuiet)
            {
                _console.Say($"The crawl in {directory} is complete: there is nothing left to do.");
            }

            return ExitCode.Done;
        }

        // Everything but the secrets is in the directory: those come from where they came from before.
        var faults = new List<string>();
        var secrets = SettingLayers.OfSecrets([_config.Read(result, _console, faults), EnvironmentSettings.Read(_console.Variables)]);
        faults.AddRange(secrets.FindFaults());
        if (faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        await using var seeds = await OpenSeedsAsync(saved.Origin, signals.DrainRequested);
        var request = new CrawlRequest { Seeds = seeds is null ? new ListSeedSource([]) : seeds, Resumes = true };
        var end = await new WatchedCrawl(_console, signals, show).RunAsync(
            options =>
            {
                saved.ApplyTo(options);
                secrets.ApplyTo(options);
            },
            request);
        return end.Report(_console, oracle: null);
    }

    // The engine reads them only if the crawl was stopped before it had read them all.
    private async Task<SeedInput?> OpenSeedsAsync(SeedOrigin origin, CancellationToken cancellationToken)
    {
        var urls = new List<CrawlUrl>();
        foreach (var text in origin.Urls)
        {
            if (CrawlUrl.TryParse(text, out var url))
            {
                urls.Add(url);
            }
        }

        // What came through standard input is gone; what was read of it is in the frontier.
        var list = origin.ListPath is "-" ? null : origin.ListPath;
        return urls.Count == 0 && list is null ? null : await SeedInput.OpenAsync(urls, list, _console, cancellationToken);
    }
}
