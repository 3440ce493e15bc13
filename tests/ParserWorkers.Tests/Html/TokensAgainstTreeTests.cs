using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>The fast reader must never differ from the tree: a difference is a bug or a missing reason to give up.</summary>
public sealed class TokensAgainstTreeTests(ITestOutputHelper output)
{
    // More in a long run: the number of mutated pages.
    private const string FuzzVariable = "ASYNCCRAWLER_FUZZ";
    private const int DefaultMutations = 600;
    private const int Seed = 20261121;

    private static readonly string[] PageFolders =
        ["pages-readability", "pages-articles", "pages-encodings", "site-httpd-manual", "site-mdn-learning-area"];

    // What the tree builder treats in ways of their own, and what links.
    private static readonly string[] Fragments =
    [
        "<a href=/1>", "</a>", "<a href=/2 rel=nofollow>", "<a href='./x?a&amp;b=&lt'>", "<a href=HTTP://A.TEST/3>",
        "<a href='//a.test/%41/./4#5'>", "<a href=../6#7 rel=ugc>", "<a a b c d e f=1 g='2' h i href=/8 href=/9 rel=nofollow>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<caption>",
        "</caption>", "<tbody>", "</tbody>", "<thead>", "</thead>", "<tfoot>", "<colgroup>", "<col>", "<select>", "</select>", "<option>", "<svg>",
        "</svg>", "<svg/>", "<title>t", "</title>", "<desc>", "<foreignObject>", "<g>", "</g>", "<path/>", "<math>", "<template>", "</template>",
        "<form action=/f>", "</form>", "<form method=post action=/p>", "<img src=/i srcset='/j 1x, /k 2x'>", "<image src=/l>", "<base href=/b/>",
        "<base href=//c.test/>", "<meta name=robots content=nofollow>", "<meta http-equiv=refresh content='0;url=/r'>", "<link rel=canonical href=/c>",
        "<link rel=stylesheet href=/s>", "<script>", "</script>", "<script src=/x></script>", "<style>", "</style>", "<textarea>", "</textarea>",
        "<noscript>", "</noscript>", "<iframe src=/y>", "</iframe>", "<frameset>", "<frame src=/z>", "<plaintext>", "<xmp>", "</xmp>", "<noframes>",
        "</noframes>", "<![CDATA[", "]]>", "<!--", "-->", "<!doctype html>", "<html lang=en>", "<head>", "</head>", "<body>", "</body>", "</html>",
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<nobr>", "<button>", "<li>", "<h1>", "</h1>", "<br>", "</br>", "text", " ", "\0", "&amp;",
        "<input type=hidden>", "<input type=image src=/n>", "<object data=/o>", "</object>", "<embed src=/e>", "<video poster=/v src=/w>",
        "<source src=/q srcset=/qq>", "<isindex action=/t>", "<hr>", "<optgroup>", "<marquee>", "</marquee>", "<area href=/u>", "<", ">", "\"", "'",
    ];

    [Fact]
    public void Read_OfEveryCorpusPage_IsTheSameEitherWay()
    {
        foreach (var folder in PageFolders)
        {
            Compare(folder, OraclePage.Load(folder).Select(page => (page.Body, page.Url)));
        }
    }

    [Fact]
    public void Read_OfHtml5LibTreeConstructionInputs_IsTheSameEitherWay()
    {
        var files = Directory.EnumerateFiles(Corpora.Require("html5lib/tree-construction"), "*.dat", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        Compare("html5lib/tree-construction", files.SelectMany(Html5LibFile.ReadData).Select(Page));
    }

    [Fact]
    public void Read_OfHtml5LibTokenizerInputs_IsTheSameEitherWay()
    {
        var files = Directory.EnumerateFiles(Corpora.Require("html5lib/tokenizer"), "*.test").Order(StringComparer.Ordinal);
        Compare("html5lib/tokenizer", files.SelectMany(ReadTokenizerInputs).Select(Page));
    }

    [Fact]
    public void Read_OfRandomTagSoup_IsTheSameEitherWay()
    {
        var random = new Random(Seed);
        Compare("soup", Enumerable.Range(0, Mutations() * 4).Select(_ => Page(string.Concat(Enumerable.Range(0, random.Next(2, 24)).Select(_ => Fragments[random.Next(Fragments.Length)])))));
    }

    [Fact]
    public void Read_OfMutatedCorpusPages_IsTheSameEitherWay()
    {
        var random = new Random(Seed);
        var originals = PageFolders.SelectMany(OraclePage.Load).Where(page => page.Body.Length < 60_000).ToList();
        Compare("mutations", Enumerable.Range(0, Mutations()).Select(_ => (Mutate(originals[random.Next(originals.Count)].Body, random), HtmlTestParser.Url)));
    }

    private static int Mutations() =>
        int.TryParse(Environment.GetEnvironmentVariable(FuzzVariable), CultureInfo.InvariantCulture, out var count) ? count : DefaultMutations;

    private static (byte[] Body, string Url) Page(string html) => (Encoding.UTF8.GetBytes(html), HtmlTestParser.Url);

    private static byte[] Mutate(byte[] original, Random random)
    {
        var body = new List<byte>(original);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(body.Count);
            if (random.Next(3) == 0)
            {
                body.RemoveRange(at, Math.Min(random.Next(1, 200), body.Count - at - 1));
            }
            else
            {
                body.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
            }
        }

        return [.. body];
    }

    private static IEnumerable<string> ReadTokenizerInputs(string file)
    {
        using var content = JsonDocument.Parse(File.ReadAllBytes(file));
        return content.RootElement.TryGetProperty("tests", out var tests)
            ? [.. tests.EnumerateArray().Select(test => test.GetProperty("input").GetString() ?? string.Empty)]
            : [];
    }

    /// <summary>
    /// Where the tree is AngleSharp's and not the standard's. It goes on reading CDATA sections behind an empty svg root, and in a title
    /// what only begins like the end tag loses its capitals, and "&amp;;" its semicolon (docs/parser-protocol.md).
    /// </summary>
    private static bool IsFaultOfTheTree(byte[] body, ParseReply quick, ParseReply tree)
    {
        var empty = body.AsSpan().IndexOf("<svg/>"u8);
        return (empty >= 0 && body.AsSpan(empty).IndexOf("<![CDATA["u8) >= 0)
            || HtmlTestParser.FindDifference(WithPlainTitle(quick), WithPlainTitle(tree)) is null;

        static ParseReply WithPlainTitle(ParseReply reply) =>
            reply is ParseReply.Parsed { Title: { } title } page ? page with { Title = title.ToLowerInvariant().Replace("&;", "&", StringComparison.Ordinal) } : reply;
    }

    private void Compare(string name, IEnumerable<(byte[] Body, string Url)> pages)
    {
        var differences = new List<string>();
        var (count, builtTrees) = (0, 0);
        foreach (var (body, url) in pages)
        {
            var (quick, tree) = HtmlTestParser.ParseBothWays(body, "text/html", url);
            count++;
            builtTrees += quick is ParseReply.Parsed { IsTreeBuilt: true } ? 1 : 0;
            if (HtmlTestParser.FindDifference(quick, tree) is { } difference && !IsFaultOfTheTree(body, quick, tree))
            {
                differences.Add($"{url}: {(body.Length < 2_000 ? Encoding.UTF8.GetString(body) : $"{body.Length} bytes")}\n   {difference}");
            }
        }

        output.WriteLine($"{name}: {count} pages, {builtTrees} of them by the tree");
        Assert.True(count > builtTrees, $"No page of {name} was read from its tokens.");
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.OrderBy(text => text.Length).Take(12))}");
    }
}
