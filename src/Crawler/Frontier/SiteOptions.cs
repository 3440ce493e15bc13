using System.ComponentModel.DataAnnotations;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Frontier;

/// <summary>What holds for one seed and for all that is reached from it, in place of what holds for the crawl. Null leaves that as it is.</summary>
public sealed class SiteOptions
{
    /// <summary>The seed's URL. It is no seed yet by being named here.</summary>
    public string Url { get; set; } = "";

    /// <summary>How far from the seed its pages may lie.</summary>
    public ScopeMode? Scope { get; set; }

    /// <summary>Most pages that are taken up from the seed, itself included. The crawl's own limit counts too.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxPages { get; set; }

    /// <summary>Most links between the seed and a page.</summary>
    [Range(0, int.MaxValue)]
    public int? MaxDepth { get; set; }

    /// <summary>
    /// Least time between two fetches from the seed's host, from its robots.txt on, and least time for which another host is left
    /// alone after a page or image of the seed; a floor, like robots.txt's own delay.
    /// </summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan? Delay { get; set; }

    /// <summary>
    /// Values wanted from the pages of the seed, in place of those of the crawl; no two of one name. Texts such as
    /// <c>title=css:h1</c>: see <see cref="AsyncCrawler.Parsing.FieldRuleText"/>.
    /// </summary>
    public IList<string>? Fields { get; set; }
}
