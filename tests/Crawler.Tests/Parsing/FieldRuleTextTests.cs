using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class FieldRuleTextTests
{
    [Theory]
    [InlineData("t=css:h1", "t", FieldLanguage.Css, "h1", null, false)]
    [InlineData(" t* = css: h1 > a @href ", "t", FieldLanguage.Css, "h1 > a", "href", true)]
    [InlineData("t=css:a[href*=\"@x\"]", "t", FieldLanguage.Css, "a[href*=\"@x\"]", null, false)]
    [InlineData("t=css:a[href*='@x']@data-y", "t", FieldLanguage.Css, "a[href*='@x']", "data-y", false)]
    [InlineData("t=css:.a\\@b", "t", FieldLanguage.Css, ".a\\@b", null, false)]
    [InlineData("t=css:@href", "t", FieldLanguage.Css, "@href", null, false)]
    [InlineData("t=css:a@", "t", FieldLanguage.Css, "a@", null, false)]
    [InlineData("href=xpath://a[@id=\"feng\"]/@href", "href", FieldLanguage.XPath, "//a[@id=\"feng\"]/@href", null, false)]
    [InlineData("Preis-€*=xpath:count(//p) = 3", "Preis-€", FieldLanguage.XPath, "count(//p) = 3", null, true)]
    public void TryParse_OfARule_ReadsItsParts(string text, string name, FieldLanguage language, string expression, string? attribute, bool isList)
    {
        Assert.True(FieldRuleText.TryParse(text, out var rule, out var fault));
        Assert.Null(fault);
        Assert.Equal(new FieldRule { Name = name, Language = language, Expression = expression, Attribute = attribute, IsList = isList }, rule);
    }

    [Theory]
    [InlineData("", "write NAME=css:")]
    [InlineData("css:h1", "write NAME=css:")]
    [InlineData("t=h1", "write NAME=css:")]
    [InlineData("t=CSS:h1", "write NAME=css:")]
    [InlineData("=css:h1", "has 0 characters")]
    [InlineData("*=css:h1", "has 0 characters")]
    [InlineData("a b=css:h1", "no white space")]
    [InlineData("a**=css:h1", "asterisk only at its end")]
    [InlineData("t=css: ", "no expression")]
    [InlineData("t=xpath:", "no expression")]
    public void TryParse_OfSomethingElse_SaysWhy(string text, string expected)
    {
        Assert.False(FieldRuleText.TryParse(text, out var rule, out var fault));
        Assert.Null(rule);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithTwoFieldsOfOneName_AreRefused()
    {
        var rule = new FieldRule { Name = "a", Language = FieldLanguage.Css, Expression = "p" };
        var validator = new ParserPoolOptionsValidator();

        Assert.True(validator.Validate(null, new ParserPoolOptions { Fields = [rule, rule with { Name = "A" }] }).Succeeded);
        Assert.Contains("two fields have one name", validator.Validate(null, new ParserPoolOptions { Fields = [rule, rule with { Expression = "q" }] }).FailureMessage, StringComparison.Ordinal);
    }
}
