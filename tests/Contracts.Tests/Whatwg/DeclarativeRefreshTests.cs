using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class MetaRefreshTests
{
    [Theory]
    [InlineData("0;url=/a", "/a")]
    [InlineData(" 5 ; URL = '/a b' x", "/a b")]
    [InlineData("5,url=\"/a", "/a")]
    [InlineData("5 /a", "/a")]
    [InlineData("5;/a", "/a")]
    [InlineData("5;'/a'", "/a")]
    [InlineData("5;urls", "urls")]
    [InlineData("5;url:x", "url:x")]
    [InlineData("1.5.5;url=a", "a")]
    [InlineData(".5;url=a", "a")]
    public void H11_Standard_Html4_2_5_3(string content, string expected)
    {
        Assert.True(MetaRefresh.TryGetUrl(content, out var url));
        Assert.Equal(expected, url.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5;")]
    [InlineData("5;url=")]
    [InlineData("5;url=''")]
    [InlineData("x;url=/a")]
    [InlineData("-1;url=/a")]
    [InlineData("5url=/a")]
    [InlineData("url=/a")]
    public void H11_TryGetUrl_OfWhatNamesNoOtherPage_FindsNothing(string content) => Assert.False(MetaRefresh.TryGetUrl(content, out _));
}
