using System.Globalization;
using System.Text;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Ordinary pages of a given size: head, navigation, prose with links and images. The same in every run.</summary>
internal static class SamplePages
{
    private const string Words = "the crawler reads a page and finds what it links to, then it waits, because the host is asked once a second and not more often ";

    /// <summary>Makes a page.</summary>
    /// <param name="bytes">Its size, met to within a paragraph.</param>
    /// <param name="seed">Makes its links differ from those of other pages.</param>
    /// <returns>The page in UTF-8.</returns>
    public static byte[] Make(int bytes, int seed)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page {seed}</title>
            <meta name="description" content="A page of {bytes} bytes"><link rel="canonical" href="/page/{seed}.html">
            <link rel="stylesheet" href="/style.css"><script>var page = {seed};</script></head><body><nav><ul>
            """);
        for (var i = 0; i < 8; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"entry\"><a href=\"/section-{i}/index.html\">Section {i}</a></li>\n");
        }

        html.Append("</ul></nav><main><h1>A page</h1>\n");
        for (var i = 0; html.Length < bytes - 200; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p id=\"p{i}\">{Words}{Words}<a href=\"../page/{(seed * 31) + i}.html?a=b&amp;c={i}\">another page</a> {Words}<em>and so on</em>.</p>\n");
            if (i % 5 == 4)
            {
                html.Append(CultureInfo.InvariantCulture, $"<img src=\"/img/{i}.png\" alt=\"Image {i}\" width=\"120\" height=\"90\">\n");
            }
        }

        html.Append("</main><footer><a href=\"/about.html\">About</a></footer></body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    /// <summary>
    /// A page whose tree is out of all proportion, no two alike: nine of ten make n squared nodes out of n tags, as the HTML
    /// standard asks (§13.2.4.3), and would fill any heap; the tenth nests 100,000 levels and would take half a minute.
    /// </summary>
    /// <param name="seed">Which of them.</param>
    /// <returns>The page in UTF-8.</returns>
    public static byte[] Poison(int seed)
    {
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<!DOCTYPE html><title>{seed}</title><p>"));
        if (seed % 10 == 9)
        {
            return Encoding.UTF8.GetBytes(html.Insert(html.Length, "<div>", 100_000).ToString());
        }

        var tags = 1_000 + (seed % 10 * 500);
        for (var i = 0; i < tags; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<b a{i}>");
        }

        return Encoding.UTF8.GetBytes(html.Insert(html.Length, "<p>x", tags).ToString());
    }

    /// <summary>A page that would fill the heap: nothing but small elements.</summary>
    /// <returns>The page in UTF-8.</returns>
    public static byte[] Large() => Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, "<br>", 2_500_000).ToString());
}
