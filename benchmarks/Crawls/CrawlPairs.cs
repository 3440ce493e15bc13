using System.Globalization;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>Two kinds of crawl of one site, interleaved A B B A.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
internal sealed record CrawlPairs(string Name, Func<SiteServer, Task<CrawlCost>> First, Func<SiteServer, Task<CrawlCost>> Second)
{
    private const int Pairs = 8;

    /// <summary>Warms both up, and measures.</summary>
    /// <param name="site">The site.</param>
    public async Task<IReadOnlyList<(CrawlCost First, CrawlCost Second)>> MeasureAsync(SiteServer site)
    {
        await First(site);
        await Second(site);
        var pairs = new List<(CrawlCost, CrawlCost)>();
        for (var i = 0; i < Pairs; i++)
        {
            var one = await (i % 2 == 0 ? First : Second)(site);
            var other = await (i % 2 == 0 ? Second : First)(site);
            pairs.Add(i % 2 == 0 ? (one, other) : (other, one));
        }

        return pairs;
    }

    /// <summary>A table row: both medians, and the ratio of the pairs.</summary>
    /// <param name="pairs">What was measured.</param>
    /// <param name="ratio">Of a pair.</param>
    public string Row(IReadOnlyList<(CrawlCost First, CrawlCost Second)> pairs, Func<CrawlCost, CrawlCost, double> ratio)
    {
        List<double> ratios = [.. pairs.Select(pair => ratio(pair.First, pair.Second)).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Name} | {Median(pairs.Select(pair => pair.First.MicrosecondsPerPage)):N0} | {Median(pairs.Select(pair => pair.Second.MicrosecondsPerPage)):N0} | {Median(pairs.Select(pair => pair.First.PagesPerSecond)):N0} | {Median(pairs.Select(pair => pair.Second.PagesPerSecond)):N0} | {Median(ratios):F3} | {ratios[0]:F3}, {ratios[^1]:F3} |");
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
