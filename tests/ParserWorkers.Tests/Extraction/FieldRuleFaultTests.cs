using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class FieldRuleFaultTests
{
    [Theory]
    [InlineData("//a[", 5)]
    [InlineData("//a]", 4)]
    [InlineData("//a b", 5)]
    [InlineData("", 1)]
    [InlineData("//a[@id='x'", 12)]
    [InlineData("//a[@id='x]", 9)]
    [InlineData("//a[foo(1)]", 5)]
    [InlineData("//svg:a", 3)]
    [InlineData("//a[$x]", 5)]
    [InlineData("//a[@b!c]", 7)]
    [InlineData("count()", 7)]
    [InlineData("count(//a, 1)", 10)]
    [InlineData("concat('a')", 11)]
    [InlineData("substring(//a, ", 16)]
    [InlineData("ancestr::a", 1)]
    [InlineData("//a | 1", 7)]
    [InlineData("//a &", 5)]
    [InlineData("'x'/a", 4)]
    public void Compile_OfAFaultyXPath_NamesFieldExpressionAndPosition(string expression, int position) =>
        AssertFault(new FieldRule { Name = "price", Language = FieldLanguage.XPath, Expression = expression }, expression, position);

    [Theory]
    [InlineData("$x")]
    [InlineData("lower-case(//a)")]
    public void Compile_OfAnUnknownVariableOrFunction_SaysWhatThereIs(string expression) =>
        Assert.EndsWith("no functions but those of XPath 1.0.", FieldRuleFault.Of(new FieldRule { Name = "f", Language = FieldLanguage.XPath, Expression = expression }), StringComparison.Ordinal);

    [Theory]
    [InlineData("a[", 3)]
    [InlineData("a]", 2)]
    [InlineData("a >", 4)]
    [InlineData("", 1)]
    [InlineData("div[href='x]", 10)]
    [InlineData("div:foo", 5)]
    [InlineData("div..x", 5)]
    [InlineData("a, b, 1c", 7)]
    [InlineData("p:nth-child(2x) b", 13)]
    [InlineData("p:not(.a", 9)]
    [InlineData("p @href", 3)]
    public void Compile_OfAFaultyCss_NamesFieldExpressionAndPosition(string expression, int position) =>
        AssertFault(new FieldRule { Name = "price", Language = FieldLanguage.Css, Expression = expression }, expression, position);

    [Theory]
    [InlineData(FieldLanguage.XPath, "//a[@id='feng']/@href")]
    [InlineData(FieldLanguage.XPath, "string(//a)")]
    [InlineData(FieldLanguage.Css, "a[href^='http'] > b:first-child")]
    public void Compile_OfASoundRule_SaysNothing(FieldLanguage language, string expression) =>
        Assert.Null(FieldRuleFault.Of(new FieldRule { Name = "f", Language = language, Expression = expression }));

    [Theory]
    [InlineData(FieldLanguage.XPath)]
    [InlineData(FieldLanguage.Css)]
    public void Compile_OfAnOverlongExpression_NamesTheNumbers(FieldLanguage language)
    {
        var fault = FieldRuleFault.Of(new FieldRule { Name = "f", Language = language, Expression = new string('a', 2_001) });

        Assert.Equal("Field \"f\": an expression of 2001 characters exceeds the limit of 2000.", fault);
    }

    [Fact]
    public void Compile_OfAnUnknownLanguage_NamesItsNumber() =>
        Assert.Equal("Field \"f\": this parser worker does not know language 9.", FieldRuleFault.Of(new FieldRule { Name = "f", Language = (FieldLanguage)9, Expression = "a" }));

    [Fact]
    public void Compile_OfAnAttributeOfAComputedText_SaysThatThereAreNoNodes() =>
        Assert.Contains("gives no nodes", FieldRuleFault.Of(new FieldRule { Name = "f", Language = FieldLanguage.XPath, Expression = "count(//a)", Attribute = "href" }), StringComparison.Ordinal);

    [Fact]
    public void Extract_WithAFaultyRule_ThrowsWhatValidateSays()
    {
        var rule = new FieldRule { Name = "f", Language = FieldLanguage.Css, Expression = "a >" };

        var error = Assert.Throws<FieldRuleException>(
            () => new FieldExtractor().Extract(DocumentTree.Build(new HtmlParser().ParseDocument("")), [rule], new DocumentBudget(new DocumentLimits())));
        Assert.Equal(FieldRuleFault.Of(rule), error.Message);
    }

    [Fact]
    public void Parse_OfARequestWithAFaultyRule_IsRefusedAsABadRequest()
    {
        var rule = new FieldRule { Name = "f", Language = FieldLanguage.XPath, Expression = "//a[" };
        var request = new ParseRequest { DocumentId = 7, Kind = DocumentKind.Html, Url = "http://a.test/", ContentType = "text/html", Body = default, Fields = [rule] };

        var refused = Assert.IsType<ParseReply.Refused>(new HtmlDocumentParser(new DocumentLimits(), new FieldExtractor()).Parse(request));
        Assert.Equal((RefusalReason.BadRequest, FieldRuleFault.Of(rule)), (refused.Reason, refused.Detail));
    }

    [Theory]
    [InlineData(FieldLanguage.XPath, "a[", "]", 600)]
    [InlineData(FieldLanguage.XPath, "(", ")", 900)]
    [InlineData(FieldLanguage.XPath, "-", "", 1_990)]
    [InlineData(FieldLanguage.XPath, "*/", "", 999)]
    [InlineData(FieldLanguage.XPath, "not(", ")", 399)]
    [InlineData(FieldLanguage.XPath, "a|", "", 999)]
    [InlineData(FieldLanguage.Css, "* ", "", 999)]
    [InlineData(FieldLanguage.Css, ":not(", ")", 330)]
    [InlineData(FieldLanguage.Css, ":has(", ")", 330)]
    [InlineData(FieldLanguage.Css, "*>", "", 999)]
    public void Extract_WithADeeplyNestedExpression_EndsInAnAnswer(FieldLanguage language, string open, string close, int times)
    {
        var core = language == FieldLanguage.Css ? "a" : "(//a)";
        var expression = string.Concat(Enumerable.Repeat(open, times)) + core + string.Concat(Enumerable.Repeat(close, times));
        var rule = new FieldRule { Name = "f", Language = language, Expression = expression };

        if (FieldRuleFault.Of(rule) is null)
        {
            var document = new HtmlParser().ParseDocument("<a><b>x</b></a><p>y");
            Assert.Single(new FieldExtractor().Extract(DocumentTree.Build(document), [rule], new DocumentBudget(new DocumentLimits())));
        }
    }

    private static void AssertFault(FieldRule rule, string expression, int position)
    {
        var expected = rule.Language == FieldLanguage.Css
            ? $"Field \"price\": the CSS selector {expression} is faulty at character {position}."
            : $"Field \"price\": the XPath expression {expression} is faulty at character {position}: ";

        Assert.StartsWith(expected, FieldRuleFault.Of(rule), StringComparison.Ordinal);
    }
}
