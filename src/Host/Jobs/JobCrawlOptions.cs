using System.Text.Json;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Host.Jobs;

/// <summary>The options of a job's crawl: those of the service, then those of the request, within the limits of the service.</summary>
/// <param name="layers">What the service was configured with, the weakest first.</param>
/// <param name="limits">What a request may ask for.</param>
internal sealed class JobCrawlOptions(IReadOnlyList<IReadOnlyList<SettingEntry>> layers, JobOptions limits)
{
    // A service is asked for exports later, by others than those who began the crawl.
    private static readonly IReadOnlyList<SettingEntry> Own =
    [
        new("Frontier:MaxPages", "1000", "default"),
        new("Frontier:MaxDepth", "3", "default"),
        new("Output:Formats", "JsonLines,Csv", "default"),
    ];

    /// <summary>What a request may ask for.</summary>
    public JobOptions Limits => limits;

    /// <summary>The options of a crawl of which nothing is asked.</summary>
    public CrawlerOptions Defaults => Build(JsonElement.Parse("{}"), new FaultList());

    /// <summary>The words of <c>formats</c> that hold when nothing is said.</summary>
    public IReadOnlyList<string> DefaultFormats => Defaults.Output.Formats.HasFlag(RecordFormats.Csv) ? ["jsonl", "csv"] : ["jsonl"];

    /// <summary>The longest time that a request asks for; null for none.</summary>
    public static TimeSpan? MaxTimeOf(JsonElement options) =>
        options.TryGetProperty(CrawlOption.MaxTime, out var time) && time.GetDouble() is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The options of a crawl: as it was begun, whatever the configuration says by now.</summary>
    /// <param name="saved">What its directory tells; null when it has not begun.</param>
    /// <param name="options">What a request asks for, checked before.</param>
    /// <param name="directory">Where the crawl writes.</param>
    /// <exception cref="CrawlDirectoryException">The directory has options that are not those of this version.</exception>
    public CrawlerOptions Build(SavedCrawl? saved, JsonElement options, string directory)
    {
        var built = saved is null ? Build(options, new FaultList()) : new CrawlerOptions();
        saved?.ApplyTo(built);
        built.Output.Directory = directory;
        return built;
    }

    /// <summary>Finds everything that is wrong with the options of a request.</summary>
    /// <param name="options">A JSON object.</param>
    /// <param name="faults">Gets the faults.</param>
    /// <returns>The options as far as they are good.</returns>
    public CrawlerOptions Build(JsonElement options, FaultList faults)
    {
        List<SettingEntry> said = [];
        foreach (var property in options.EnumerateObject())
        {
            var origin = $"options.{property.Name}";
            if (CrawlOption.All.FirstOrDefault(option => option.Name == property.Name) is not { } option)
            {
                faults.Add(origin, $"There is no such option.{NearestName.Hint(property.Name, CrawlOption.All.Select(known => known.Name))}");
            }
            else if (CrawlOptionReader.Read(option, property.Value, origin, faults) is var entries && option.Setting.Length > 0)
            {
                said.AddRange(entries.GroupBy(entry => entry.Origin).SelectMany(group => Checked([.. group], faults)));
            }
        }

        var built = new CrawlerOptions();
        new SettingLayers([Own, .. layers, said]).ApplyTo(built);

        // The pages are shown from them.
        built.Output.Formats |= RecordFormats.JsonLines;
        CheckLimits(built, faults);
        return built;
    }

    // Each by itself, so that its faults are told under its own name.
    private static IReadOnlyList<SettingEntry> Checked(IReadOnlyList<SettingEntry> entries, FaultList faults)
    {
        var found = new SettingLayers([entries]).FindFaults();
        foreach (var fault in found)
        {
            faults.Add(entries[0].Origin, fault.StartsWith(entries[0].Origin, StringComparison.Ordinal) ? fault[entries[0].Origin.Length..].TrimStart(' ') : fault);
        }

        return found.Count == 0 ? entries : [];
    }

    private void CheckLimits(CrawlerOptions built, FaultList faults)
    {
        Check("options.maxPages", built.Frontier.MaxPages is not { } pages || pages > limits.MaxPages, $"Ask for 1 to {limits.MaxPages} pages: see Jobs:MaxPages.");
        Check("options.concurrency", built.Pipeline.Concurrency > limits.MaxConcurrency, $"Ask for at most {limits.MaxConcurrency}: see Jobs:MaxConcurrency.");
        Check("options.perHost", built.Politeness.MaxInFlightPerHost > limits.MaxPerHost, $"Ask for at most {limits.MaxPerHost}: see Jobs:MaxPerHost.");
        Check("options.delay", built.Politeness.Delay < limits.MinDelay, $"Ask for at least {limits.MinDelay.TotalSeconds} s: see Jobs:MinDelay.");

        void Check(string field, bool isFault, string text)
        {
            if (isFault)
            {
                faults.Add(field, text);
            }
        }
    }
}
