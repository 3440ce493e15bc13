using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Tests.Html;
using static AsyncCrawler.ParserWorkers.Tests.Html.ContentTestParser;

namespace AsyncCrawler.ParserWorkers.Tests.Prose;

public sealed class PageTextReaderTests
{
    private const string Prose = "It was a bright day in April, the clocks were striking, and nobody counted, because it was late, or early, as one likes. ";

    [Theory]
    [InlineData("<main>{0}</main>")]
    [InlineData("<article>{0}</article>")]
    [InlineData("<div id=x>{0}</div>")]
    [InlineData("<table><tr><td><font>{0}</font></table>")]
    [InlineData("<form><div><section>{0}</section></div></form>")]
    public void Read_OfAnArticleAmongFrame_GivesTheArticle(string holder)
    {
        var paragraphs = string.Concat(Enumerable.Repeat($"<p>{Prose}{Prose}</p>", 4));
        var links = string.Concat(Enumerable.Range(0, 30).Select(i => $"<li><a href=/{i}>Another story, number {i}</a></li>"));
        var html = $"<body><div class=topbar><ul>{links}</ul></div>{holder.Replace("{0}", paragraphs, StringComparison.Ordinal)}<div class=sidebar><p>{Prose}</p><ul>{links}</ul></div><footer>{Prose}</footer>";

        Assert.Equal(string.Join("\n\n", Enumerable.Repeat((Prose + Prose).Trim(), 4)), Plain(html));
    }

    [Fact]
    public void Read_OfAPageThatNamesEverythingFrame_ReadsItAllTheSame() =>
        Assert.Equal((Prose + Prose).Trim(), Plain($"<body><div class=comment><p>{Prose}{Prose}</div>"));

    [Fact]
    public void Read_OfAPageWithoutProse_GivesItsLabels() => Assert.Equal("One\nTwo", Plain("<ul><li><a href=1>One</a><li><a href=2>Two</a></ul>"));

    [Theory]
    [InlineData(PageTextForm.Plain)]
    [InlineData(PageTextForm.Markdown)]
    public void Read_OfATextLongerThanAllowed_CutsItBetweenCharactersAndSaysSo(PageTextForm form)
    {
        var reply = Parse("<p>a" + string.Concat(Enumerable.Repeat("😀", 1_000)), form, limits: new DocumentLimits { MaxPageText = 100 });

        Assert.Equal("a" + string.Concat(Enumerable.Repeat("😀", 49)), reply.PageText);
        Assert.Equal(DocumentTruncation.PageText, reply.Truncation);
    }

    [Theory]
    [InlineData("<blockquote>", "x")]
    [InlineData("<ul><li>", "x")]
    [InlineData("<b><i><a href=/>", "x")]
    [InlineData("<table><tr><td>", "x")]
    [InlineData("<div>", "x, ")]
    [InlineData("<p>", "x")]
    [InlineData("<li>", "&lt;`*_")]
    [InlineData("<pre>`", "``")]
    public void Read_OfADeepOrWidePage_StaysInItsBounds(string tag, string text)
    {
        var html = string.Concat(Enumerable.Repeat(tag + text, 2_000));
        foreach (var form in (PageTextForm[])[PageTextForm.Plain, PageTextForm.Markdown])
        {
            // Depth is capped by the parser and indentation by the flow, so the text grows with the page and not with its square.
            Assert.InRange(Assert.IsType<string>(Parse(html, form).PageText).Length, 2_000, 200 * 2_000);
        }
    }

    [Fact]
    public void House_TextOfArticles_ComesCloseToWhatPeopleMarked()
    {
        var scores = ArticleCorpus.Load().Select(article => article.Score(Assert.IsType<string>(Parse(article.Body, PageTextForm.Plain).PageText))).ToList();

        // Measured: 0.955 over 103 articles.
        TestContext.Current.SendDiagnosticMessage($"Mean F1 of {scores.Count} articles: {scores.Average():F4}");
        Assert.InRange(scores.Average(), 0.94, 1);
    }
}
