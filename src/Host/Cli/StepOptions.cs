using System.CommandLine;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary>What the verbs that show one step of a crawl have in common: what to look at, options of the engine, and how much is said.</summary>
/// <param name="name">What the help calls the thing to look at.</param>
/// <param name="description">What it is.</param>
internal sealed class StepOptions(string name, string description)
{
    // One document needs one process, and no spare.
    private static readonly IReadOnlyList<SettingEntry> OneParser = [new("Parsing:Workers", "1", "one step"), new("Parsing:WarmSpares", "0", "one step")];

    private readonly Argument<string?> _subject = new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private readonly SettingOptions _settings = new(
    [
        SettingOption.Text("--user-agent", "TEXT", "The User-Agent field.", "Fetch:UserAgent"),
        SettingOption.Flag("--allow-private", "Permit loopback and private addresses.", "Fetch:AllowPrivateNetworks"),
        SettingOption.Flag("--insecure", "Take TLS certificates that are not good.", "Fetch:AcceptInvalidCertificates"),
    ]);

    /// <summary>How much is said.</summary>
    public Verbosity Verbosity { get; } = new();

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_subject);
        _settings.AddTo(command);
        Verbosity.AddTo(command);
    }

    /// <summary>The thing to look at, as it was written; null when there is none.</summary>
    public string? ReadSubject(ParseResult result) => result.GetValue(_subject);

    /// <summary>The thing to look at as a URL.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="faults">Gets a line when it is none.</param>
    public CrawlUrl? ReadUrl(ParseResult result, List<string> faults)
    {
        if (!CrawlUrl.TryParse(ReadSubject(result), out var url))
        {
            faults.Add($"'{TerminalText.Escape(ReadSubject(result))}' is no absolute http or https URL: write for example https://example.com/.");
        }

        return url;
    }

    /// <summary>The engine's options.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="console">Where the environment comes from.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    /// <param name="more">What other options of the verb say.</param>
    public SettingLayers ReadLayers(ParseResult result, CliConsole console, List<string> faults, params IEnumerable<SettingEntry> more)
    {
        var layers = new SettingLayers([OneParser, EnvironmentSettings.Read(console.Variables), [.. _settings.Read(result, faults), .. more]]);
        faults.AddRange(layers.FindFaults());
        return layers;
    }
}
