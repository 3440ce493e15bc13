using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>The field rules that sites have of their own.</summary>
internal static class SiteFields
{
    /// <summary>The rules by the site's seed; the last of equal seeds counts, as for the other options of a site.</summary>
    /// <param name="options">Checked options.</param>
    public static IReadOnlyDictionary<CrawlUrl, FieldRule[]> Of(CrawlerOptions options)
    {
        var bySeed = new Dictionary<CrawlUrl, FieldRule[]>();
        foreach (var site in options.Frontier.Sites)
        {
            if (!CrawlUrl.TryParse(site.Url, out var seed))
            {
                continue;
            }

            bySeed.Remove(seed);
            if (site.Fields is { } fields)
            {
                bySeed.Add(seed, [.. Read(fields)]);
            }
        }

        return bySeed;
    }

    /// <summary>Every rule of the crawl and of its sites, each once.</summary>
    public static IEnumerable<FieldRule> AllOf(CrawlerOptions options) => options.Parsing.Fields.Concat(Of(options).Values.SelectMany(static rules => rules)).Distinct();

    /// <summary>One rule for each name, as a table of all pages needs them.</summary>
    public static IReadOnlyList<FieldRule> ColumnsOf(CrawlerOptions options) =>
        [.. AllOf(options).GroupBy(static rule => rule.Name, StringComparer.Ordinal).Select(static same => same.First() with { IsList = same.Any(static rule => rule.IsList) })];

    /// <summary>What is wrong with the form of a site's rules.</summary>
    public static IEnumerable<string> FaultsOf(SiteOptions site)
    {
        foreach (var text in site.Fields ?? [])
        {
            if (!FieldRuleText.TryParse(text, out _, out var fault))
            {
                yield return $"'{text}': {fault}.";
            }
        }

        if (!new DistinctFieldNamesAttribute().IsValid(Read(site.Fields ?? []).ToList()))
        {
            yield return "two fields have one name.";
        }
    }

    private static IEnumerable<FieldRule> Read(IEnumerable<string> fields)
    {
        foreach (var text in fields)
        {
            if (FieldRuleText.TryParse(text, out var rule, out _))
            {
                yield return rule;
            }
        }
    }
}
