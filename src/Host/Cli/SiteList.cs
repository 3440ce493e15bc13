using System.CommandLine;
using System.Text.Json;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>--sites FILE</c>: seeds with options of their own, as a JSON array of objects, or of URLs where there is none.</summary>
internal sealed class SiteList
{
    private const string Form = $"an array of objects such as {SiteSettings.Form}";

    // Every site is kept in memory and in crawl.json; longer lists are seeds without options of their own: --seeds.
    private const int MaxSites = 100_000;
    private const long MaxBytes = 64 * 1024 * 1024;
    private const int MaxFaults = 20;

    private readonly Option<string?> _sites = new("--sites") { Description = "Seeds with options of their own, as JSON.", HelpName = "FILE" };

    /// <summary>Gives it to a verb.</summary>
    public void AddTo(Command command) => command.Add(_sites);

    /// <summary>Reads the file.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="console">Where paths begin.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    /// <returns>The seeds in their order, and the options that hold for them.</returns>
    public (IReadOnlyList<CrawlUrl> Seeds, IReadOnlyList<SettingEntry> Options) Read(ParseResult result, CliConsole console, List<string> faults)
    {
        if (result.GetValue(_sites) is not { } name)
        {
            return ([], []);
        }

        try
        {
            using var stream = File.OpenRead(Path.GetFullPath(name, console.CurrentDirectory));
            if (stream.Length > MaxBytes)
            {
                faults.Add($"--sites {name}: the file has {stream.Length} bytes; at most {MaxBytes} are read. Use --seeds for a list without options.");
                return ([], []);
            }

            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 4 });
            return ReadSites(document.RootElement, name, faults);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add($"--sites {name}: {error.Message.TrimEnd('.')}; name a readable JSON file.");
        }
        catch (JsonException error)
        {
            faults.Add($"--sites {name}: this is no JSON: {error.Message}");
        }

        return ([], []);
    }

    private static (IReadOnlyList<CrawlUrl> Seeds, IReadOnlyList<SettingEntry> Options) ReadSites(JsonElement sites, string name, List<string> faults)
    {
        var seeds = new List<CrawlUrl>();
        var options = new List<SettingEntry>();
        if (sites.ValueKind != JsonValueKind.Array || sites.GetArrayLength() is 0 or > MaxSites)
        {
            faults.Add($"--sites {name}: write {Form}, with 1 to {MaxSites} sites.");
            return (seeds, options);
        }

        foreach (var (index, site) in sites.EnumerateArray().Index())
        {
            var origin = $"--sites {name}: site {index + 1}";
            var url = site.ValueKind == JsonValueKind.String ? site.GetString() : site.ValueKind == JsonValueKind.Object ? SiteSettings.UrlOf(site) : null;
            if (CrawlUrl.TryParse(url, out var seed))
            {
                seeds.Add(seed);

                // A site that is nothing but a URL needs no options.
                options.AddRange(site.ValueKind == JsonValueKind.Object && site.GetPropertyCount() > 1 ? SiteSettings.EntriesOf(site, index, $"{origin}: ") : []);
            }
            else if (faults.Count < MaxFaults)
            {
                faults.Add($"{origin}: it has no absolute http or https URL; write {Form}.");
            }
        }

        return (seeds, options);
    }
}
