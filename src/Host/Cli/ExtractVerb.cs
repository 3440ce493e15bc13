using System.CommandLine;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>extract URL|FILE</c>: reads one page in a parser process and shows what a crawl would take out of it.</summary>
internal sealed class ExtractVerb
{
    // RFC 2606 §2: a name under .invalid is nobody's.
    private const string UrlOfFiles = "http://file.invalid/";

    private readonly CliConsole _console;
    private readonly StepOptions _step = new("URL|FILE", "The page; - is standard input.");
    private readonly ContentOptions _contents = new();
    private readonly Option<string?> _url = new("--url") { Description = $"The URL that a FILE is taken to have [{UrlOfFiles}].", HelpName = "URL" };

    /// <param name="console">The world outside.</param>
    public ExtractVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("extract", "Read one page, and show what a crawl would take out of it.");
        _step.AddTo(Command);
        Command.Add(_url);
        _contents.AddTo(Command);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var (url, file) = ReadSource(result, faults);
        var layers = _step.ReadLayers(result, _console, faults, _contents.Read(result));
        if (url is null || faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        await using var engine = Engine.Build(_console, _step.Verbosity.LogLevel(result), layers.ApplyTo);
        var bytes = file is null ? null : await PageFile.ReadAsync(file, _console, signals.DrainRequested);
        var reader = engine.GetRequiredService<ISinglePageReader>();
        await reader.StartAsync(signals.DrainRequested);
        var page = bytes is null
            ? await reader.FetchAsync(url, signals.DrainRequested)
            : await reader.ReadAsync(url, "text/html", bytes, signals.DrainRequested);
        foreach (var line in _step.Verbosity.IsJson(result) ? [AsciiJson.Of(reader.ToJson(page))] : ExtractReport.Of(page))
        {
            _console.Print(line);
        }

        return page.Status == PageStatus.Ok ? ExitCode.Done : ExitCode.Incomplete;
    }

    private (CrawlUrl? Url, string? File) ReadSource(ParseResult result, List<string> faults)
    {
        var said = result.GetValue(_url);
        if (!CrawlUrl.TryParse(said ?? UrlOfFiles, out var urlOfFile))
        {
            faults.Add($"--url '{TerminalText.Escape(said)}': this is no absolute http or https URL.");
        }

        var source = _step.ReadSubject(result);
        if (source is null)
        {
            faults.Add("There is no page: write asynccrawler extract URL, or a file's name.");
        }
        else if (source != "-" && ParseFaults.IsOption(source))
        {
            faults.Add(ParseFaults.OptionFault(source, Command));
        }
        else if (CrawlUrl.TryParse(source, out var url))
        {
            return (url, null);
        }
        else if (source.Contains("://", StringComparison.Ordinal))
        {
            faults.Add($"'{TerminalText.Escape(source)}' is no absolute http or https URL: write for example https://example.com/, or a file's name.");
        }

        return (urlOfFile, source);
    }
}
