using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class DeclarativeRefreshTests
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
        Assert.True(DeclarativeRefresh.TryParse(content, out var url, out _));
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
    public void H11_TryParse_OfWhatNamesNoOtherPage_FindsNothing(string content) => Assert.False(DeclarativeRefresh.TryParse(content, out _, out _));

    [Theory]
    [InlineData("0;url=/a", true)]
    [InlineData("00 ; /a", true)]
    [InlineData("0.9;url=/a", true)]
    [InlineData(".5;url=/a", true)]
    [InlineData("1;url=/a", false)]
    [InlineData("10;url=/a", false)]
    public void H11_TimeOfLessThanASecond_IsImmediate(string content, bool expected)
    {
        Assert.True(DeclarativeRefresh.TryParse(content, out _, out var isImmediate));
        Assert.Equal(expected, isImmediate);
    }
}
