using System.Globalization;
using System.Net;
using System.Text;
using AsyncCrawler.Host.Bench;

namespace AsyncCrawler.Host.Cli;

/// <summary>The ladder as an SVG: one bar for each rung.</summary>
internal static class BenchPicture
{
    private const int RowHeight = 34;
    private const int BarHeight = 20;
    private const int LabelWidth = 230;
    private const int MaxBar = 420;
    private const int Width = 900;

    /// <summary>Draws it.</summary>
    /// <param name="results">The rungs, from below; at least one.</param>
    /// <returns>The file's text.</returns>
    public static string Draw(IReadOnlyList<BenchResult> results)
    {
        var fastest = results.Max(result => result.PagesPerSecond);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {(results.Count + 1) * RowHeight}" font-family="sans-serif" font-size="13">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<title>Pages per second, rung by rung</title><rect width="100%" height="100%" fill="#fff"/>""");
        foreach (var (row, result) in results.Index())
        {
            var top = (row * RowHeight) + (RowHeight / 2);
            var baseline = top + BarHeight - 5;
            var bar = result.PagesPerSecond / fastest * MaxBar;
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{LabelWidth - 10}" y="{baseline}" text-anchor="end">{WebUtility.HtmlEncode(result.Name)}</text>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{LabelWidth}" y="{top}" width="{bar:0.#}" height="{BarHeight}" rx="2" fill="#2b6cb0"/>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{LabelWidth + bar + 8:0.#}" y="{baseline}">{Describe(result)}</text>""");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Describe(BenchResult result)
    {
        var cpu = result.CpuMicrosecondsPerPage is { } micros ? string.Create(CultureInfo.InvariantCulture, $", {micros:0} µs of CPU a page") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{result.PagesPerSecond:0} pages/s{cpu}");
    }
}
