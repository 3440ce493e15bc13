using AngleSharp.Html.Parser;

namespace AsyncCrawler.MockSite.Tests;

/// <summary>Reads links and images the way a crawler would: with an HTML parser and a URL resolver that are not ours.</summary>
internal static class PageReader
{
    private static readonly HtmlParser Parser = new();

    public static IReadOnlyList<string> Hrefs(string html) =>
        [.. Parser.ParseDocument(html).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href") ?? "")];

    public static IReadOnlyList<string> Links(string html, string address, string origin = "http://127.0.0.1:8080") =>
    [
        .. Hrefs(html)
            .Where(href => !href.StartsWith('#'))
            .Select(href => new Uri(new Uri(origin + address), href))
            .Where(url => url.Scheme == Uri.UriSchemeHttp && url.GetLeftPart(UriPartial.Authority) == origin)
            .Select(url => url.PathAndQuery)
            .Distinct(),
    ];

    public static IReadOnlyList<string> Images(string html)
    {
        var images = new List<string>();
        foreach (var element in Parser.ParseDocument(html).QuerySelectorAll("img, source"))
        {
            var candidates = element.GetAttribute("srcset") ?? "";
            images.AddRange(candidates.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(candidate => candidate.Split(' ')[0]));
            if (element.GetAttribute("src") is { } source)
            {
                images.Add(source);
            }
        }

        return [.. images.Distinct()];
    }
}
