using System.CommandLine;
using AsyncCrawler.Fetching;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>fetch URL</c>: shows one fetch as a crawl would do it, redirects and all.</summary>
internal sealed class FetchVerb
{
    private readonly CliConsole _console;
    private readonly StepOptions _step = new("URL", "What to fetch.");
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the body goes, content codings undone; a file that is there is replaced.", HelpName = "FILE" };

    /// <param name="console">The world outside.</param>
    public FetchVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("fetch", "Show a fetch: each hop with addresses, TLS, times, headers and decisions.");
        _step.AddTo(Command);
        Command.Add(_output);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var url = _step.ReadUrl(result, faults);
        var layers = _step.ReadLayers(result, _console, faults);
        if (url is null || faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        await using var engine = Engine.Build(_console, _step.Verbosity.LogLevel(result), layers.ApplyTo);
        using var report = await engine.GetRequiredService<ISiteInspector>().FetchAsync(url, signals.DrainRequested);
        if (_step.Verbosity.IsJson(result))
        {
            WriteJson(report);
        }
        else if (!_step.Verbosity.IsQuiet(result))
        {
            WriteText(report);
        }

        if (report.Outcome is not FetchOutcome.Received received)
        {
            return ExitCode.Incomplete;
        }

        if (result.GetValue(_output) is { } file)
        {
            await WriteBodyAsync(file, received.Body.Bytes, signals.DrainRequested);
        }

        return received is { IsSuccess: true, IsTruncated: false } ? ExitCode.Done : ExitCode.Incomplete;
    }

    private void WriteJson(FetchReport report)
    {
        var output = new JsonOutput(_console.Out);
        foreach (var hop in report.Hops)
        {
            output.Write(FetchHopRecord.Of(hop), JsonLines.Default.FetchHopRecord);
        }
    }

    private void WriteText(FetchReport report)
    {
        foreach (var line in report.Hops.SelectMany(FetchHopText.LinesOf))
        {
            _console.Print(line);
        }
    }

    private async Task WriteBodyAsync(string file, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(Path.GetFullPath(file, _console.CurrentDirectory), body, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--output '{TerminalText.Escape(file)}' cannot be written: {error.Message} Name a writable file.");
        }
    }
}
