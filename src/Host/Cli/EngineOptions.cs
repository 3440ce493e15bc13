using System.CommandLine;
using System.CommandLine.Parsing;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>The options of the command line that become options of the engine, and how. They share one path with <c>-s NAME=VALUE</c>.</summary>
internal sealed class EngineOptions
{
    private static readonly Func<string, string> AsIs = static text => text;
    private static readonly Func<string, string> ZeroIsNone = static text => text.Trim() == "0" ? SettingText.None : text;

    private readonly List<SettingOption> _options =
    [
        new(Text("--output", "DIR", "The crawl directory.", "-o"), "Output:Directory", AsIs),
        new(Text("--concurrency", "N", "Fetches in flight, in all [32]."), "Pipeline:Concurrency", AsIs),
        new(Text("--workers", "N", "Child parser processes [cores, at least 2]."), "Parsing:Workers", AsIs),
        new(Flag("--require-sandbox", "Start only when every layer of the parsers' sandbox is active."), "Parsing:RequireSandbox", static _ => "true"),
        new(Flag("--images", "Fetch the images of pages [on]."), "Frontier:IncludesImages", static _ => "true"),
        new(Flag("--no-images", "Leave the images out."), "Frontier:IncludesImages", static _ => "false"),
        new(Flag("--save-links", "Write link lists into pages.jsonl."), "Output:SavesLinks", static _ => "true"),
    ];

    private readonly List<SettingOption> _crawlOnly =
    [
        new(Text("--max-pages", "N", "Most pages to fetch, 0 = no limit [1000]."), "Frontier:MaxPages", ZeroIsNone, "a whole number; 0 means no limit"),
        new(Text("--max-depth", "N", "Most links from a seed, 0 = no limit [3]."), "Frontier:MaxDepth", ZeroIsNone, "a whole number; 0 means no limit"),
        new(Flag("--seeds-only", "Fetch the seeds and their images, follow no links."), "Frontier:SeedsOnly", static _ => "true"),
        new(Text("--per-host", "N", "Fetches in flight per host [1]."), "Politeness:MaxInFlightPerHost", AsIs),
        new(Text("--delay", "SECONDS", "Time between two fetches from one host [1.0]."), "Politeness:Delay", AsIs),
        new(Text("--scope", "MODE", "How far to go from a seed: host, domain, prefix or any [host]."), "Scope:Mode", AsIs),
        new(Text("--format", "LIST", "Forms of the records: jsonl, csv, or both [jsonl]."), "Output:Formats", FormatNames, "jsonl, csv, or jsonl,csv"),
        new(Text("--robots", "MODE", "obey or ignore robots.txt [obey]."), "Politeness:Robots", AsIs),
        new(Text("--nofollow", "MODE", "obey or ignore rel, meta and header nofollow [obey]."), "Politeness:NoFollow", AsIs),
        new(Text("--max-pages-per-host", "N", "Most pages of one host, 0 = no limit [no limit]."), "Scope:Traps:MaxPagesPerHost", ZeroIsNone, "a whole number; 0 means no limit"),
        new(Flag("--drop-tracking", "Take utm_source and other tracking parameters off URLs."), "Scope:DropsTracking", static _ => "true"),
        new(Text("--sitemaps", "MODE", "on: follow the sitemaps of the seeds' hosts too; only: instead of links; or off [off]."), "Frontier:Sitemaps", AsIs),
        new(Text("--user-agent", "TEXT", "The User-Agent field."), "Fetch:UserAgent", AsIs),
        new(Flag("--http2", "Offer HTTP/2 to https hosts [off]."), "Fetch:Http2", static _ => "true"),
        new(Flag("--allow-private", "Permit loopback and private addresses."), "Fetch:AllowPrivateNetworks", static _ => "true"),
        new(Flag("--insecure", "Take TLS certificates that are not good."), "Fetch:AcceptInvalidCertificates", static _ => "true"),
    ];

    private readonly SetOption _set = new();
    private readonly Option<string[]> _include = Patterns("--include", "Follow URLs that match, whatever the scope says: a regular expression, or host:, domain:, prefix:, ext:, param: or depth: and what it is to be.");
    private readonly Option<string[]> _exclude = Patterns("--exclude", "Leave out URLs that match. Of all includes and excludes the last that matches wins.");
    private readonly ContentOptions _contents = new();
    private readonly bool _isCrawl;

    /// <param name="isCrawl">Whether the verb takes the options that choose what is crawled, too.</param>
    public EngineOptions(bool isCrawl)
    {
        _isCrawl = isCrawl;
        if (isCrawl)
        {
            _options.AddRange(_crawlOnly);
        }
    }

    /// <summary>The configuration names that the command line has words for.</summary>
    public IEnumerable<string> SettingNames => _options.Select(option => option.Setting);

    /// <summary>Gives the options to a verb.</summary>
    public void AddTo(Command command)
    {
        _options.ForEach(option => command.Add(option.Option));
        if (_isCrawl)
        {
            command.Add(_include);
            command.Add(_exclude);
            _contents.AddTo(command);
        }

        _set.AddTo(command);
    }

    /// <summary>What was said, <c>-s</c> first so that an option of its own has the last word.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public IReadOnlyList<SettingEntry> Read(ParseResult result, ICollection<string> faults)
    {
        var options = ReadOptions(result).ToList();
        foreach (var said in options.GroupBy(entry => entry.Name).Where(said => said.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", said.Select(entry => entry.Origin))} contradict each other: leave one of them out.");
        }

        return [.. _set.Read(result, faults), .. options, .. ReadPatterns(result), .. _isCrawl ? _contents.Read(result) : []];
    }

    private IEnumerable<SettingEntry> ReadOptions(ParseResult result) =>
        from option in _options
        let said = result.GetResult(option.Option)
        where said is { Implicit: false }
        let text = said.Tokens.Count > 0 ? said.Tokens[^1].Value : ""
        select new SettingEntry(option.Setting, option.Translate(text), option.Option.Name) { Allowed = option.Allowed };

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

    private static Option<string> Text(string name, string valueName, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.ExactlyOne,
    };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    private static Option<string[]> Patterns(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "PATTERN",
        Arity = ArgumentArity.OneOrMore,
    };
}
