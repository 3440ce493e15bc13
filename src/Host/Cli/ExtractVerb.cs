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
    private readonly ContentOptions _contents = new();
    private readonly SetOption _set = new();
    private readonly Verbosity _verbosity = new();
    private readonly Argument<string?> _source = new("URL|FILE") { Description = "The page; - is standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _url = new("--url") { Description = $"The URL that a FILE is taken to have [{UrlOfFiles}].", HelpName = "URL" };
    private readonly Option<bool> _allowPrivate = new("--allow-private") { Description = "Permit loopback and private addresses.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Take TLS certificates that are not good.", Arity = ArgumentArity.Zero };

    /// <param name="console">The world outside.</param>
    public ExtractVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("extract", "Read one page, and show what a crawl would take out of it.") { _source, _url, _allowPrivate, _insecure };
        _contents.AddTo(Command);
        _set.AddTo(Command);
        _verbosity.AddTo(Command);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var (url, file) = ReadSource(result, faults);
        var layers = new SettingLayers([EnvironmentSettings.Read(_console.Variables), [.. _set.Read(result, faults), .. _contents.Read(result), .. ReadOptions(result)]]);
        faults.AddRange(layers.FindFaults());
        if (url is null || faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        // One page needs one process, and no spare.
        var few = new SettingLayers([[new("Parsing:Workers", "1", "extract"), new("Parsing:WarmSpares", "0", "extract")]]);
        await using var provider = Engine.Build(_console, _verbosity.LogLevel(result), options =>
        {
            few.ApplyTo(options);
            layers.ApplyTo(options);
        });
        var bytes = file is null ? null : await PageFile.ReadAsync(file, _console, signals.DrainRequested);
        var reader = provider.GetRequiredService<ISinglePageReader>();
        await reader.StartAsync(signals.DrainRequested);
        var page = bytes is null
            ? await reader.FetchAsync(url, signals.DrainRequested)
            : await reader.ReadAsync(url, "text/html", bytes, signals.DrainRequested);
        Show(result, reader, page);
        return page.Status == PageStatus.Ok ? ExitCode.Done : ExitCode.Incomplete;
    }

    private void Show(ParseResult result, ISinglePageReader reader, PageOutcome page)
    {
        var output = _console.Out.Profile.Out.Writer;
        if (_verbosity.IsJson(result))
        {
            output.WriteLine(AsciiJson.Of(reader.ToJson(page)));
            return;
        }

        foreach (var line in ExtractReport.Of(page))
        {
            output.WriteLine(line);
        }
    }

    private IEnumerable<SettingEntry> ReadOptions(ParseResult result) =>
        from flag in new[] { (Option: _allowPrivate, Setting: "Fetch:AllowPrivateNetworks"), (Option: _insecure, Setting: "Fetch:AcceptInvalidCertificates") }
        where result.GetValue(flag.Option)
        select new SettingEntry(flag.Setting, "true", flag.Option.Name);

    private (CrawlUrl? Url, string? File) ReadSource(ParseResult result, List<string> faults)
    {
        var said = result.GetValue(_url);
        if (!CrawlUrl.TryParse(said ?? UrlOfFiles, out var urlOfFile))
        {
            faults.Add($"--url '{TerminalText.Escape(said)}': this is no absolute http or https URL.");
        }

        var source = result.GetValue(_source);
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
