using System.CommandLine;
using System.CommandLine.Parsing;
using AsyncCrawler.Host.Settings;
using static AsyncCrawler.Host.Cli.SettingOption;

namespace AsyncCrawler.Host.Cli;

/// <summary>The options of the command line that become options of the engine, and how. They share one path with <c>-s NAME=VALUE</c>.</summary>
internal sealed class EngineOptions
{
    private readonly SettingOptions _settings;
    private readonly Option<string[]> _include = Patterns("--include", "Follow URLs that match, whatever the scope says: a regular expression, or host:, domain:, prefix:, ext:, param: or depth: and what it is to be.");
    private readonly Option<string[]> _exclude = Patterns("--exclude", "Leave out URLs that match. Of all includes and excludes the last that matches wins.");
    private readonly ContentOptions _contents = new();
    private readonly bool _isCrawl;

    /// <param name="isCrawl">Whether the verb takes the options that choose what is crawled, too.</param>
    public EngineOptions(bool isCrawl)
    {
        _isCrawl = isCrawl;
        _settings = new SettingOptions(isCrawl ? [.. OfMeans(), .. OfWishes()] : [.. OfMeans()]);
    }

    /// <summary>The configuration names that the command line has words for.</summary>
    public IEnumerable<string> SettingNames => _settings.Names;

    /// <summary>Gives the options to a verb.</summary>
    public void AddTo(Command command)
    {
        _settings.AddTo(command);
        if (_isCrawl)
        {
            command.Add(_include);
            command.Add(_exclude);
            _contents.AddTo(command);
        }
    }

    /// <summary>What was said, <c>-s</c> first so that an option of its own has the last word.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public IReadOnlyList<SettingEntry> Read(ParseResult result, ICollection<string> faults) =>
        [.. _settings.Read(result, faults), .. ReadPatterns(result), .. _isCrawl ? _contents.Read(result) : []];

    private static IEnumerable<SettingOption> OfMeans() =>
    [
        Text("--output", "DIR", "The crawl directory.", "Output:Directory", "-o"),
        Text("--concurrency", "N", "Fetches in flight, in all [32].", "Pipeline:Concurrency"),
        Text("--workers", "N", "Child parser processes [cores, at least 2].", "Parsing:Workers"),
        Flag("--require-sandbox", "Start only when every layer of the parsers' sandbox is active.", "Parsing:RequireSandbox"),
        Flag("--images", "Fetch the images of pages [on].", "Frontier:IncludesImages"),
        Flag("--no-images", "Leave the images out.", "Frontier:IncludesImages", "false"),
        Flag("--save-links", "Write link lists into pages.jsonl.", "Output:SavesLinks"),
    ];

    private static IEnumerable<SettingOption> OfWishes() =>
    [
        Limit("--max-pages", "Most pages to fetch, 0 = no limit [1000].", "Frontier:MaxPages"),
        Limit("--max-depth", "Most links from a seed, 0 = no limit [3].", "Frontier:MaxDepth"),
        Flag("--seeds-only", "Fetch the seeds and their images, follow no links.", "Frontier:SeedsOnly"),
        Text("--per-host", "N", "Fetches in flight per host [1].", "Politeness:MaxInFlightPerHost"),
        Text("--delay", "SECONDS", "Time between two fetches from one host [1.0].", "Politeness:Delay"),
        Text("--scope", "MODE", "How far to go from a seed: host, domain, prefix or any [host].", "Scope:Mode"),
        Text("--format", "LIST", "Forms of the records: jsonl, csv, or both [jsonl].", "Output:Formats") with { Translate = FormatNames, Allowed = "jsonl, csv, or jsonl,csv" },
        Text("--robots", "MODE", "obey or ignore robots.txt [obey].", "Politeness:Robots"),
        Text("--nofollow", "MODE", "obey or ignore rel, meta and header nofollow [obey].", "Politeness:NoFollow"),
        Limit("--max-pages-per-host", "Most pages of one host, 0 = no limit [no limit].", "Scope:Traps:MaxPagesPerHost"),
        Flag("--drop-tracking", "Take utm_source and other tracking parameters off URLs.", "Scope:DropsTracking"),
        Text("--sitemaps", "MODE", "on: follow the sitemaps of the seeds' hosts too; only: instead of links; or off [off].", "Frontier:Sitemaps"),
        Text("--user-agent", "TEXT", "The User-Agent field.", "Fetch:UserAgent"),
        Flag("--http2", "Offer HTTP/2 to https hosts [off].", "Fetch:Http2"),
        Flag("--allow-private", "Permit loopback and private addresses.", "Fetch:AllowPrivateNetworks"),
        Flag("--insecure", "Take TLS certificates that are not good.", "Fetch:AcceptInvalidCertificates"),
    ];

    private static SettingOption Limit(string name, string description, string setting) => Text(name, "N", description, setting) with
    {
        Translate = static text => text.Trim() == "0" ? SettingText.None : text,
        Allowed = "a whole number; 0 means no limit",
    };

    // Includes and excludes are two options, but one list: their order is the order of the tokens.
    private IEnumerable<SettingEntry> ReadPatterns(ParseResult result)
    {
        var index = 0;
        var tokens = result.Tokens;
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenType.Option && (tokens[i].Value == _include.Name || tokens[i].Value == _exclude.Name))
            {
                var name = $"Scope:Patterns:{index++}";
                yield return new SettingEntry($"{name}:IsInclude", tokens[i].Value == _include.Name ? "true" : "false", tokens[i].Value);
                yield return new SettingEntry($"{name}:Pattern", tokens[i + 1].Value, tokens[i].Value);
                i++;
            }
        }
    }

    private static string FormatNames(string text) => string.Join(',', text.Split(',').Select(static name => name.Trim() switch
    {
        "jsonl" => "JsonLines",
        var other => other,
    }));

    private static Option<string[]> Patterns(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "PATTERN",
        Arity = ArgumentArity.OneOrMore,
    };
}
