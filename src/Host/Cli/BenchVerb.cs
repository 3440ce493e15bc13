using System.CommandLine;
using AsyncCrawler.Host.Bench;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>bench</c>: the throughput ladder on this machine, against the mock site.</summary>
internal sealed class BenchVerb
{
    private const int DefaultPages = 5_000;
    private const int MaxPages = 1_000_000;
    private const int MaxWorkers = 64;

    private readonly CliConsole _console;
    private readonly Option<string?> _pages = new("--pages") { Description = $"Pages of the site [{DefaultPages}].", HelpName = "N" };
    private readonly Option<string?> _workers = new("--workers") { Description = "Most child parser processes [cores, at least 2].", HelpName = "N" };
    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the ladder into a file too.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "JSON lines on standard output, one a rung." };

    /// <param name="console">The world outside.</param>
    public BenchVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("bench", "Measure this machine: take all pages of a generated site one after the other, then at once, with ever more of what a crawl is made of.")
        {
            _pages, _workers, _svg, _json, new BareLoopVerb(console).Command,
        };
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var pages = NumberOption.Read(result, _pages, DefaultPages, 1, MaxPages, faults);
        var workers = NumberOption.Read(result, _workers, Math.Max(2, Environment.ProcessorCount), 1, MaxWorkers, faults);
        var picture = result.GetValue(_svg) is { } path ? Path.GetFullPath(path, _console.CurrentDirectory) : null;
        if (Directory.Exists(picture))
        {
            faults.Add($"--svg '{TerminalText.Escape(picture)}': this is a folder; name a file.");
        }
        else if (picture is not null && !Directory.Exists(Path.GetDirectoryName(picture)))
        {
            faults.Add($"--svg '{TerminalText.Escape(picture)}': there is no such folder; make it, or name another file.");
        }

        if (faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        var output = result.GetValue(_json) ? new JsonOutput(_console.Out) : null;
        var rungs = BenchRung.Ladder(workers);
        var results = new List<BenchResult>();
        await using var site = await BenchSite.StartAsync(pages, signals.DrainRequested);
        await foreach (var rung in new BenchLadder(site, _console.Time).ClimbAsync(rungs, SayNext, signals.DrainRequested))
        {
            results.Add(rung);
            output?.Write(rung, JsonLines.Default.BenchResult);
        }

        if (output is null)
        {
            BenchTable.Write(_console.Out, results);
        }

        if (picture is not null)
        {
            await File.WriteAllTextAsync(picture, BenchPicture.Draw(results), signals.DrainRequested);
        }

        return ExitCode.Done;

        void SayNext(int number) => _console.Say(number == 0 ? $"Warming up, {pages} pages" : $"{number} of {rungs.Count}: {rungs[number - 1].Name}");
    }
}
