using System.CommandLine;
using System.Globalization;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>robots URL [PATH…]</c>: says what robots.txt allows a crawler, and which line decides.</summary>
internal sealed class RobotsVerb
{
    private readonly CliConsole _console;
    private readonly StepOptions _step = new("URL", "The site, or the URL in question.");
    private readonly Argument<string[]> _paths = new("PATH") { Description = "Paths or URLs of the site to decide on [that of URL].", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _agent = new("--agent") { Description = "The crawler, by product token or User-Agent field [this one].", HelpName = "A" };

    /// <param name="console">The world outside.</param>
    public RobotsVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("robots", "Show what robots.txt allows, and which line decides.");
        _step.AddTo(Command);
        Command.Add(_paths);
        Command.Add(_agent);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var faults = new List<string>();
        var site = _step.ReadUrl(result, faults);
        var layers = _step.ReadLayers(result, _console, faults);
        var urls = site is null ? [] : ReadPaths(result, site, faults);
        if (site is null || faults.Count > 0)
        {
            throw new BadInputException(faults);
        }

        await using var engine = Engine.Build(_console, _step.Verbosity.LogLevel(result), layers.ApplyTo);
        var report = await engine.GetRequiredService<ISiteInspector>().ReadRobotsAsync(site, result.GetValue(_agent), signals.DrainRequested);
        if (_step.Verbosity.IsJson(result))
        {
            WriteJson(report, urls);
        }
        else
        {
            WriteText(report, urls);
        }

        return report.Answer is RobotsAnswer.Unreachable ? ExitCode.Incomplete : ExitCode.Done;
    }

    private List<CrawlUrl> ReadPaths(ParseResult result, CrawlUrl site, List<string> faults)
    {
        var urls = new List<CrawlUrl>();
        foreach (var path in result.GetValue(_paths) ?? [])
        {
            if (site.TryResolve(path, out var url) && url.Host == site.Host)
            {
                urls.Add(url);
            }
            else
            {
                faults.Add($"'{TerminalText.Escape(path)}' is no path or URL of {site.Host}: each site has a robots.txt of its own.");
            }
        }

        return urls.Count == 0 ? [site] : urls;
    }

    private static (RobotsRules Rules, string? Unreachable) Split(RobotsReport report) => report.Answer switch
    {
        RobotsAnswer.Known known => (known.Rules, null),
        RobotsAnswer.Unreachable unreachable => (RobotsRules.AllowAll, unreachable.Detail),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void WriteJson(RobotsReport report, List<CrawlUrl> urls)
    {
        var (rules, unreachable) = Split(report);
        var output = new JsonOutput(_console.Out);
        var record = new RobotsRecord
        {
            Url = report.Url.Text,
            Agent = report.Agent,
            Status = report.Status,
            Unreachable = unreachable,
            Rules = rules.Count,
            CrawlDelaySeconds = rules.CrawlDelay?.TotalSeconds,
            Sitemaps = rules.Sitemaps,
        };
        output.Write(record, JsonLines.Default.RobotsRecord);
        foreach (var url in urls)
        {
            var (isAllowed, rule) = rules.Decide(url);
            var path = new RobotsPathRecord { Url = url.Text, Allowed = isAllowed && unreachable is null, Line = rule?.LineNumber, Rule = rule?.Text };
            output.Write(path, JsonLines.Default.RobotsPathRecord);
        }
    }

    private void WriteText(RobotsReport report, List<CrawlUrl> urls)
    {
        var (rules, unreachable) = Split(report);
        _console.Print($"{report.Url} for {(report.Agent.Length > 0 ? report.Agent : "*")}: {unreachable ?? Invariant($"{rules.Count} lines")}");
        if (rules.CrawlDelay is { } delay)
        {
            _console.Print(Invariant($"crawl-delay {delay.TotalSeconds} s"));
        }

        foreach (var sitemap in rules.Sitemaps)
        {
            _console.Print($"sitemap {sitemap}");
        }

        foreach (var url in urls)
        {
            var (isAllowed, rule) = rules.Decide(url);
            var word = isAllowed && unreachable is null ? "allowed" : "disallowed";
            var why = unreachable is not null ? "unreachable" : rule is null ? "no line matches" : Invariant($"line {rule.LineNumber}: {rule.Text}");
            _console.Print($"{word,-10}  {url.Parts.PathAndQuerySpan}  ({why})");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
