using AsyncCrawler.Contracts;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class OraclePagesTests
{
    public static TheoryData<string, bool> Corpora()
    {
        string[] folders = ["pages-readability", "pages-articles", "pages-encodings", "site-httpd-manual", "site-mdn-learning-area"];
        var data = new TheoryData<string, bool>();
        foreach (var folder in folders)
        {
            data.Add(folder, false);
            data.Add(folder, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Parse_OfEachPageOfACorpus_FindsWhatAnotherParserFound(string folder, bool isTreeForced)
    {
        var differences = new List<string>();
        var pages = 0;
        foreach (var page in OraclePage.Load(folder))
        {
            pages++;
            var reply = HtmlTestParser.Parse(page.Body, "text/html", isTreeForced, page.Url);
            differences.AddRange(Compare(page, reply).Select(difference => $"{page.File}: {difference}"));
        }

        Assert.True(pages > 0);
        Assert.True(differences.Count == 0, $"{differences.Count} differences in {pages} pages:\n{string.Join('\n', differences.Take(40))}");
    }

    private static IEnumerable<string> Compare(OraclePage page, ParseReply reply)
    {
        if (reply is not ParseReply.Parsed parsed)
        {
            yield return $"refused: {reply}";
            yield break;
        }

        var links = parsed.Links.Where(link => link.IsHyperlink).Select(link => link.Url).Order(StringComparer.Ordinal).ToList();
        if (!links.SequenceEqual(page.Links))
        {
            yield return $"links: missing [{string.Join(' ', page.Links.Except(links).Take(3))}], extra [{string.Join(' ', links.Except(page.Links).Take(3))}]";
        }

        (string Name, string? Expected, string? Actual)[] facts =
        [
            ("charset", Text(page, "decoded_as"), parsed.Charset),
            ("title", Text(page, "title"), parsed.Title),
            ("lang", Text(page, "lang"), parsed.Language),
            ("base", ResolvedBase(page), parsed.BaseUrl),
            ("canonical", Text(page, "canonical"), parsed.Canonical),
            ("robots", Robots(page), parsed.Robots),
        ];
        foreach (var (name, expected, actual) in facts)
        {
            if (expected != actual)
            {
                yield return $"{name}: expected {expected ?? "null"}, found {actual ?? "null"}";
            }
        }
    }

    private static string? Text(OraclePage page, string name) => page.Facts.GetProperty(name).GetString();

    /// <summary>The oracle has the attribute as written.</summary>
    private static string? ResolvedBase(OraclePage page)
    {
        Assert.True(WhatwgUrl.TryParse(page.Url, out var own));
        return Text(page, "base_href") is { } href && WhatwgUrl.TryParse(href, own, null, out var url) && !url.Equals(own) ? url.Href : null;
    }

    private static string? Robots(OraclePage page)
    {
        var values = page.Facts.GetProperty("meta_robots").EnumerateArray().Select(value => value.GetString()).ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }
}
