using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Scope;

/// <summary>
/// When a site is taken for endless: calendars, session ids, paths that grow, pages that are all the same (promises R11). What
/// is refused for it is counted by reason. Null turns a budget off.
/// </summary>
public sealed class TrapOptions
{
    /// <summary>How often a run of path segments may follow on itself before a URL is refused: <c>/a/a/a/</c>, <c>/a/b/a/b/a/b/</c>. Default 3.</summary>
    // Heritrix refuses at the third repetition too; two in a row are common: /2024/05/05/.
    [Range(2, 100)]
    public int? PathRepeats { get; set; } = 3;

    /// <summary>Most query parameters of a URL. Default 32.</summary>
    [Range(1, 1_000)]
    public int? MaxParameters { get; set; } = 32;

    /// <summary>
    /// How many pages in a row may bring the same bytes under one template of their paths before what else has that template is
    /// left alone; from half of them on the host is asked more slowly. The first is told from the second by length, beginning and end
    /// alone. Default 20.
    /// </summary>
    [Range(3, 10_000)]
    public int? SamePages { get; set; } = 20;

    /// <summary>Most pages of one host, seeds included. Default none.</summary>
    [Range(1, long.MaxValue)]
    public long? MaxPagesPerHost { get; set; }

    /// <summary>Most hosts under one registrable domain of which pages are taken. Default none; set it where a site may invent hosts.</summary>
    [Range(1, int.MaxValue)]
    public int? MaxHostsPerDomain { get; set; }
}
