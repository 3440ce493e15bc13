using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Urls;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("http://a.test/shop/17/cup.html?sid=8f3", "http://a.test/shop/4/jug.html?sid=02a", true)]
    [InlineData("http://a.test/cal/2024/05/", "http://a.test/cal/2031/11/", true)]
    [InlineData("http://a.test/?b=1&a=2", "http://a.test/?a=3&b", true)]
    [InlineData("http://a.test/x.html", "http://a.test/x.php", false)]
    [InlineData("http://a.test/a/x", "http://a.test/b/x", false)]
    [InlineData("http://a.test/x?a=1", "http://a.test/x", false)]
    [InlineData("http://a.test/x", "http://b.test/x", false)]
    public void Template_OfPagesOfOneKind_IsOne(string one, string other, bool areOne) =>
        Assert.Equal(areOne, TemplateOf(one) == TemplateOf(other));

    [Fact]
    public void Template_LongerThanItsBuffer_IsWhole() =>
        Assert.Equal("http://a.test:80/shop/#/*.html?sid", PathTemplate.Write(Url("http://a.test/shop/17/cup.html?sid=8f3"), stackalloc char[4]).ToStringAndClear());

    private static string TemplateOf(string url) => PathTemplate.Write(Url(url), stackalloc char[PathTemplate.UsualLength]).ToStringAndClear();
}
