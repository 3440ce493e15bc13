using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Urls;

public sealed class CrawlUrlTests
{
    [Theory]
    [InlineData("HTTP://A.Test:80/x#top", "http://a.test/x")]
    [InlineData("https://a.test:443", "https://a.test/")]
    [InlineData("http://a.test/./b/../c", "http://a.test/c")]
    [InlineData("http:\\\\a.test\\x", "http://a.test/x")]
    [InlineData("http://user:secret@a.test/x", "http://a.test/x")]
    [InlineData("http://0177.0.0.1/", "http://127.0.0.1/")]
    public void Text_OfAUrl_IsCanonicalWithoutFragmentAndCredentials(string text, string canonical) => Assert.Equal(canonical, Url(text).Text);

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\evil\\share")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://")]
    [InlineData("a.test")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OfWhatIsNoAbsoluteHttpUrl_IsFalse(string? text) => Assert.False(CrawlUrl.TryParse(text, out _));

    [Theory]
    [InlineData("http://a.test/%7Eu", "http://a.test/~u", true)]
    [InlineData("http://a.test/%c3%a4", "http://a.test/%C3%A4", true)]
    [InlineData("http://a.test", "HTTP://A.TEST:80/", true)]
    [InlineData("http://a.test/a%2Fb", "http://a.test/a/b", false)]
    [InlineData("http://a.test/A", "http://a.test/a", false)]
    [InlineData("http://a.test/?", "http://a.test/", false)]
    [InlineData("http://a.test/?a=1&b=2", "http://a.test/?b=2&a=1", false)]
    [InlineData("http://a.test/", "https://a.test/", false)]
    public void U04_TwoTexts_HaveOneFingerprintWhereTheStandardCallsThemEquivalent(string one, string other, bool areOne) =>
        Assert.Equal(areOne, UrlFingerprint.Of(Url(one)) == UrlFingerprint.Of(Url(other)));

    [Fact]
    public void Host_OfUrls_DiffersBySchemeHostAndPort()
    {
        Assert.Equal(Url("http://a.test/x").Host, Url("http://a.test:80/y").Host);
        Assert.NotEqual(Url("http://a.test/").Host, Url("https://a.test/").Host);
        Assert.NotEqual(Url("http://a.test/").Host, Url("http://a.test:8080/").Host);
    }
}
