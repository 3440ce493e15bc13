using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>The options of a crawl for a form.</summary>
/// <param name="Defaults">What holds when nothing is said, by the option's name.</param>
/// <param name="Limits">The bounds of those that have some.</param>
internal sealed record OptionsView(IReadOnlyDictionary<string, object?> Defaults, IReadOnlyDictionary<string, OptionLimit> Limits)
{
    /// <summary>What this service says.</summary>
    public static OptionsView Of(JobCrawlOptions options)
    {
        var built = options.Defaults;
        return new OptionsView(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["maxPages"] = built.Frontier.MaxPages ?? 0,
                ["maxDepth"] = built.Frontier.MaxDepth ?? 0,
                ["maxTime"] = 0,
                ["seedsOnly"] = built.Frontier.SeedsOnly,
                ["concurrency"] = built.Pipeline.Concurrency,
                ["perHost"] = built.Politeness.MaxInFlightPerHost,
                ["delay"] = built.Politeness.Delay.TotalSeconds,
                ["scope"] = Word(built.Scope.Mode),
                ["images"] = built.Frontier.IncludesImages,
                ["saveLinks"] = built.Output.SavesLinks,
                ["structured"] = built.Parsing.StructuredData,
                ["text"] = Word(built.Parsing.TextForm),
                ["robots"] = Word(built.Politeness.Robots),
                ["nofollow"] = Word(built.Politeness.NoFollow),
                ["sitemaps"] = Word(built.Frontier.Sitemaps),
                ["formats"] = options.DefaultFormats.ToArray(),
            },
            new Dictionary<string, OptionLimit>(StringComparer.Ordinal)
            {
                ["maxPages"] = new(1, options.Limits.MaxPages),
                ["concurrency"] = new(1, options.Limits.MaxConcurrency),
                ["perHost"] = new(1, options.Limits.MaxPerHost),
                ["delay"] = new(options.Limits.MinDelay.TotalSeconds, 3_600),
                ["seeds"] = new(1, options.Limits.MaxSeeds),
            });
    }

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => value.ToString().ToLowerInvariant();
}
