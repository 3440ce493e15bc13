using System.CommandLine;
using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>sitemap URL</c>: lists what one sitemap or sitemap index lists. Its URLs go to standard output, one a line.</summary>
internal sealed class SitemapVerb
{
    private readonly CliConsole _console;
    private readonly StepOptions _step = new("URL", "The sitemap, for example https://example.com/sitemap.xml.");

    /// <param name="console">The world outside.</param>
    public SitemapVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("sitemap", "List the URLs of a sitemap, feed or sitemap index.");
        _step.AddTo(Command);
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
        var outcome = await engine.GetRequiredService<ISiteInspector>().ReadSitemapAsync(url, signals.DrainRequested);
        if (_step.Verbosity.IsJson(result))
        {
            WriteJson(outcome);
        }
        else
        {
            WriteText(outcome, _step.Verbosity.IsQuiet(result));
        }

        return outcome.Parse is ParseOutcome.Parsed ? ExitCode.Done : ExitCode.Incomplete;
    }

    private static IEnumerable<SitemapUrlRecord> UrlsOf(PageOutcome sitemap) =>
    [
        .. sitemap.Sitemaps.Select(url => ListedRecord("sitemap", url, sitemap)),
        .. sitemap.Links.Select(url => ListedRecord("page", url, sitemap)),
        .. sitemap.Images.Select(url => new SitemapUrlRecord("image", url.Text)),
    ];

    private static SitemapUrlRecord ListedRecord(string type, CrawlUrl url, PageOutcome sitemap)
    {
        var hint = sitemap.Hints.GetValueOrDefault(url);
        return new SitemapUrlRecord(type, url.Text, hint?.LastModified, hint?.Priority);
    }

    private void WriteJson(PageOutcome sitemap)
    {
        var output = new JsonOutput(_console.Out);
        foreach (var url in UrlsOf(sitemap))
        {
            output.Write(url, JsonLines.Default.SitemapUrlRecord);
        }

        output.Write(RecordOf(sitemap), JsonLines.Default.SitemapRecord);
    }

    private void WriteText(PageOutcome sitemap, bool isQuiet)
    {
        foreach (var url in UrlsOf(sitemap))
        {
            _console.Print(url.Url);
        }

        var record = RecordOf(sitemap);
        if (record.Reason is { } reason)
        {
            _console.Say($"{record.Url}: {record.Outcome}, {reason}");
        }
        else if (!isQuiet)
        {
            _console.Say($"{record.Url}: {sitemap.Links.Count} pages, {sitemap.Sitemaps.Count} sitemaps, {sitemap.Images.Count} images, {record.Dropped} dropped. {record.Note}".TrimEnd());
        }
    }

    private static string? ReasonOf(PageOutcome sitemap) => sitemap switch
    {
        { Fetch: FetchOutcome.Failed failed } => failed.Detail,
        { Fetch: FetchOutcome.Received { IsSuccess: false } received } => $"status {received.Status}",
        { Parse: ParseOutcome.Failed failed } => failed.Detail,
        { Parse: ParseOutcome.Parsed } => null,
        _ => "the body is empty",
    };

    private static SitemapRecord RecordOf(PageOutcome sitemap)
    {
        var reply = (sitemap.Parse as ParseOutcome.Parsed)?.Reply;
        return new SitemapRecord
        {
            Url = sitemap.Item.Url.Text,
            Outcome = JsonNamingPolicy.KebabCaseLower.ConvertName(sitemap.Status.ToString()),
            Reason = ReasonOf(sitemap),
            Note = reply?.Note,
            Dropped = reply?.LinksDropped ?? 0,
        };
    }
}
