using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Jobs;

/// <summary>One option that a request may set: only what is in this list, so no path, proxy, credential or address rule (promises S22).</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Setting">The engine's option; empty for the one that is the job's own.</param>
/// <param name="Form">What it looks like.</param>
internal sealed record CrawlOption(string Name, string Setting, CrawlOptionForm Form)
{
    /// <summary>The longest time, an option of the job and not of the engine.</summary>
    public const string MaxTime = "maxTime";

    /// <summary>Seeds with options of their own.</summary>
    public const string Sites = "sites";

    /// <summary>All of them, in the order of the command line's.</summary>
    public static IReadOnlyList<CrawlOption> All { get; } =
    [
        new("maxPages", "Frontier:MaxPages", CrawlOptionForm.Limit),
        new("maxDepth", "Frontier:MaxDepth", CrawlOptionForm.Limit),
        new(MaxTime, "", CrawlOptionForm.Seconds),
        new("seedsOnly", "Frontier:SeedsOnly", CrawlOptionForm.Flag),
        new("concurrency", "Pipeline:Concurrency", CrawlOptionForm.Count),
        new("perHost", "Politeness:MaxInFlightPerHost", CrawlOptionForm.Count),
        new("delay", "Politeness:Delay", CrawlOptionForm.Seconds),
        new("scope", "Scope:Mode", CrawlOptionForm.Word),
        new("include", "Scope:Patterns", CrawlOptionForm.Includes),
        new("exclude", "Scope:Patterns", CrawlOptionForm.Excludes),
        new(Sites, "Frontier:Sites", CrawlOptionForm.Sites),
        new("images", "Frontier:IncludesImages", CrawlOptionForm.Flag),
        new("fields", "Parsing:Fields", CrawlOptionForm.Fields),
        new("saveLinks", "Output:SavesLinks", CrawlOptionForm.Flag),
        new("structured", "Parsing:StructuredData", CrawlOptionForm.Flag),
        new("text", "Parsing:TextForm", CrawlOptionForm.Word),
        new("robots", "Politeness:Robots", CrawlOptionForm.Word),
        new("nofollow", "Politeness:NoFollow", CrawlOptionForm.Word),
        new("sitemaps", "Frontier:Sitemaps", CrawlOptionForm.Word),
        new("formats", "Output:Formats", CrawlOptionForm.Words),
    ];
}
