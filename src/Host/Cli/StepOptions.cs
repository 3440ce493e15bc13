using System.CommandLine;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary>What the verbs that show one request of a crawl have in common: a URL, options of the engine, and how much is said.</summary>
internal sealed class StepOptions
{
    private readonly SetOption _set = new();
    private readonly Option<string?> _userAgent = new("--user-agent") { Description = "The User-Agent field.", HelpName = "TEXT" };
    private readonly Option<bool> _allowPrivate = new("--allow-private") { Description = "Permit loopback and private addresses.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _insecure = new("--insecure") { Description = "Take TLS certificates that are not good.", Arity = ArgumentArity.Zero };
    private readonly Argument<string?> _url;

    /// <param name="description">What the URL is.</param>
    public StepOptions(string description) => _url = new Argument<string?>("URL") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>How much is said.</summary>
    public Verbosity Verbosity { get; } = new();

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_userAgent);
        command.Add(_allowPrivate);
        command.Add(_insecure);
        _set.AddTo(command);
        Verbosity.AddTo(command);
    }

    /// <summary>Reads them.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="console">Where the environment comes from.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    /// <returns>The URL, null when it is none, and the engine's options.</returns>
    public (CrawlUrl? Url, SettingLayers Layers) Read(ParseResult result, CliConsole console, List<string> faults)
    {
        if (!CrawlUrl.TryParse(result.GetValue(_url), out var url))
        {
            faults.Add($"'{TerminalText.Escape(result.GetValue(_url) ?? "")}' is no absolute http or https URL: write for example https://example.com/.");
        }

        var layers = new SettingLayers([EnvironmentSettings.Read(console.Variables), [.. _set.Read(result, faults), .. ReadOptions(result)]]);
        faults.AddRange(layers.FindFaults());
        return (url, layers);
    }

    private IEnumerable<SettingEntry> ReadOptions(ParseResult result)
    {
        if (result.GetValue(_userAgent) is { } agent)
        {
            yield return new SettingEntry("Fetch:UserAgent", agent, _userAgent.Name);
        }

        if (result.GetValue(_allowPrivate))
        {
            yield return new SettingEntry("Fetch:AllowPrivateNetworks", "true", _allowPrivate.Name);
        }

        if (result.GetValue(_insecure))
        {
            yield return new SettingEntry("Fetch:AcceptInvalidCertificates", "true", _insecure.Name);
        }
    }
}
