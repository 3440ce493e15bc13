using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

public sealed class TokenTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/a?b=c", "/a?b=c")]
    [InlineData("&amp;", "&")]
    [InlineData("?a=b&amp;c=d&amp;&amp;e", "?a=b&c=d&&e")]
    [InlineData("&amp;lt;&amp;amp;", "&lt;&amp;")]
    [InlineData("?a&amp", null)]
    [InlineData("?a&b", null)]
    [InlineData("?a&amp;b&lt;", null)]
    [InlineData("&AMP;", null)]
    public void TryUnescape_OfAValue_ResolvesAmpersandsAndNothingElse(string value, string? expected)
    {
        var text = new TokenText();
        var isDone = text.TryUnescape(Encoding.UTF8.GetBytes(value), out var unescaped);

        Assert.Equal(expected, isDone ? Encoding.UTF8.GetString(unescaped) : null);
        Assert.True(!isDone || text.Append(Encoding.UTF8.GetBytes(value), TextRules.Attribute).SequenceEqual(expected));
    }
}
