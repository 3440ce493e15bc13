using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class FieldExtractorTests
{
    private const string Page = """
        <!DOCTYPE html><title>Shop</title><body><div id=a class="item big"><h2> One
          <b>bold</b>  end </h2><a href="../x?y#z">go</a></div>
        <div id=b class=item><h2>Two</h2><a>no</a><img src=i.png alt=""></div><p></p>
        """;

    private readonly FieldExtractor _extractor = new();

    [Theory]
    [InlineData("h2", "One bold end")]
    [InlineData("div > h2", "One bold end")]
    [InlineData("#b h2", "Two")]
    [InlineData(".item:not(.big) h2", "Two")]
    [InlineData("div:has(img) h2", "Two")]
    [InlineData("div:nth-of-type(2) > a", "no")]
    [InlineData("h2 + a, title", "Shop")]
    [InlineData("[class~=big] a", "go")]
    [InlineData("div ~ p", "")]
    [InlineData("img", "")]
    public void Extract_ByCss_GivesTheCollapsedTextOfTheFirstMatch(string selector, string expected) =>
        Assert.Equal([expected], Extract(Css(selector)));

    [Theory]
    [InlineData("<p>a<b>b</b>c", "abc")]
    [InlineData("<p>a <b>b</b> c", "a b c")]
    [InlineData("<p>a<b> </b>c", "a c")]
    [InlineData("<p> <b> </b> ", "")]
    [InlineData("<p>a&nbsp; b<!-- c --><br>d", "a\u00A0 bd")]
    [InlineData("<p>a<script>b</script>", "ab")]
    public void Extract_OfTextInPieces_CollapsesAcrossThem(string html, string expected) =>
        Assert.Equal([expected], Extract(html, Css("p"), Budget(new DocumentLimits())));

    [Theory]
    [InlineData("a", "href", "../x?y#z")]
    [InlineData("div", "class", "item big")]
    [InlineData("IMG", "ALT", "")]
    [InlineData("#b a, #b img", "src", "i.png")]
    public void Extract_OfAnAttribute_GivesItAsWrittenOfTheFirstElementThatHasIt(string selector, string attribute, string expected) =>
        Assert.Equal([expected], Extract(Css(selector) with { Attribute = attribute }));

    [Fact]
    public void Extract_OfAListOfAttributes_LeavesOutElementsWithoutIt() =>
        Assert.Equal(["../x?y#z"], Extract(Css("a") with { Attribute = "href", IsList = true }));

    [Theory]
    [InlineData("css", "h5")]
    [InlineData("css", "::before")]
    [InlineData("xpath", "//h5")]
    [InlineData("xpath", "//@nothing")]
    public void Extract_WithoutMatch_GivesNoValue(string language, string expression) =>
        Assert.Empty(Extract(language == "css" ? Css(expression) : XPath(expression)));

    [Theory]
    [InlineData("//h2", "One bold end", "Two")]
    [InlineData("//div/@id", "a", "b")]
    [InlineData("//div[@id='b']/preceding-sibling::div/a/@href", "../x?y#z")]
    [InlineData("//h2/text()", "One", "end", "Two")]
    [InlineData("count(//div)", "2")]
    [InlineData("count(//div) div 4", "0.5")]
    [InlineData("1 div 0", "Infinity")]
    [InlineData("100000000000000000000 * 10", "1000000000000000000000")]
    [InlineData("//div = 'x'", "false")]
    [InlineData("concat(' ', //h2[. = 'Two'], ' ')", " Two ")]
    [InlineData("normalize-space(//h2)", "One bold end")]
    [InlineData("/self::node()[//h2]//img/@alt", "")]
    public void Extract_ByXPath_GivesOneValuePerNodeOrTheComputedText(string expression, params string[] expected) =>
        Assert.Equal(expected, Extract(XPath(expression) with { IsList = true }));

    [Fact]
    public void Extract_ByXPathWithAnAttribute_TakesItOfEachElement() =>
        Assert.Equal(["a", "b"], Extract(XPath("//div | //h2 | //text()") with { Attribute = "id", IsList = true }));

    [Fact]
    public void Extract_ByXPathOfSingleValue_GivesTheFirstInDocumentOrder() =>
        Assert.Equal(["Shop"], Extract(XPath("//h2 | //title")));

    [Fact]
    public void Extract_WithSeveralRules_GivesOneFieldEachInTheirOrder()
    {
        FieldRule[] rules = [Css("h2") with { Name = "first" }, XPath("//h5") with { Name = "second" }, Css("h2") with { Name = "third", IsList = true }];

        var fields = _extractor.Extract(Tree(Page), rules, Budget(new DocumentLimits()));

        Assert.Equal(["first", "second", "third"], fields.Select(field => field.Name));
        Assert.Equal([1, 0, 2], fields.Select(field => field.Values.Count));
    }

    [Fact]
    public void Extract_OfMoreValuesThanAllowed_CutsTheListAndSaysSo()
    {
        var budget = Budget(new DocumentLimits { MaxFieldValues = 2 });

        Assert.Equal(["1", "2"], Extract("<p>1<p>2<p>3", Css("p") with { IsList = true }, budget));
        Assert.Equal(DocumentTruncation.Fields, budget.Truncation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extract_OfNoMoreValuesThanAllowed_SaysNothing(bool isList)
    {
        var budget = Budget(new DocumentLimits { MaxFieldValues = 3 });

        Extract("<p>1<p>2<p>3", Css("p") with { IsList = isList }, budget);
        Assert.Equal(DocumentTruncation.None, budget.Truncation);
    }

    [Theory]
    [InlineData("css", "p", null)]
    [InlineData("css", "p", "title")]
    [InlineData("xpath", "//p", null)]
    [InlineData("xpath", "//p/@title", null)]
    [InlineData("xpath", "string(//p)", null)]
    public void H05_AttributeOrTextLargerThanTheCap_IsCutAndSaidSo(string language, string expression, string? attribute)
    {
        var budget = Budget(new DocumentLimits());
        var large = new string('x', 5_000_000);
        var rule = (language == "css" ? Css(expression) : XPath(expression)) with { Attribute = attribute };

        Assert.Equal([new string('x', 4_096)], Extract($"<p title={large}>{large}", rule, budget));
        Assert.Equal(DocumentTruncation.Text, budget.Truncation);
    }

    [Fact]
    public void Extract_OverPagesWithEverNewRules_KeepsFindingWhatTheyAskFor() =>
        Assert.All(Enumerable.Range(0, 600), i => Assert.Equal(["y"], Extract($"<p id=n{i}>y", Css($"#n{i}"), Budget(new DocumentLimits()))));

    [Fact]
    public void Extract_OfATreeNestedDeeperThanAnyParserGoes_WalksItWithoutRecursion()
    {
        // The parser's own cap of depth is lower; the tree is built by hand so that nothing here leans on it.
        var document = new HtmlParser().ParseDocument("");
        INode inner = document.CreateTextNode("end");
        for (var depth = 0; depth < 1_500; depth++)
        {
            var outer = document.CreateElement("i");
            outer.AppendChild(inner);
            inner = outer;
        }

        document.Body?.AppendChild(inner);

        var fields = _extractor.Extract(DocumentTree.Build(document), [XPath("//i[not(*)]"), Css("body")], Budget(new DocumentLimits()));
        Assert.Equal(["end", "end"], fields.SelectMany(field => field.Values));
    }

    private static FieldRule Css(string selector) => new() { Name = "f", Language = FieldLanguage.Css, Expression = selector };

    private static FieldRule XPath(string expression) => new() { Name = "f", Language = FieldLanguage.XPath, Expression = expression };

    private static DocumentTree Tree(string html) => DocumentTree.Build(new HtmlParser().ParseDocument(html));

    private static DocumentBudget Budget(DocumentLimits limits) => new(limits);

    private IReadOnlyList<string> Extract(FieldRule rule) => Extract(Page, rule, Budget(new DocumentLimits()));

    private IReadOnlyList<string> Extract(string html, FieldRule rule, DocumentBudget budget) =>
        Assert.Single(_extractor.Extract(Tree(html), [rule], budget)).Values;
}
