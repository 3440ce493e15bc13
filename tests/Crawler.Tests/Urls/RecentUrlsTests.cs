using System.Text;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Urls;

public sealed class RecentUrlsTests
{
    private readonly CrawlUrl _page = Url("http://a.test:8080/page");
    private readonly RecentUrls _recent = new();

    [Fact]
    public void TryParse_OfATextSeenBefore_GivesTheSameObject()
    {
        var first = Parse("http://a.test:8080/x");

        // Other bytes of the same text, as the next page brings them.
        Assert.Same(first, Parse("http://a.test:8080/x"));
    }

    [Theory]
    [InlineData("http://a.test:8080/x", true)]
    [InlineData("http://a.test/x", false)]
    [InlineData("https://a.test:8080/x", false)]
    [InlineData("http://b.test:8080/x", false)]
    public void TryParse_OfAUrlOfTheSameHost_SharesItsHostKey(string text, bool isShared)
    {
        var url = Parse(text);

        Assert.Equal(Url(text).Host, url.Host);
        Assert.Equal(isShared, ReferenceEquals(_page.Host, url.Host));
    }

    [Fact]
    public void TryParse_OfMoreTextsThanItKeeps_AnswersEachAsIfItWereTheFirst()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 40_000; i++)
            {
                Assert.Equal($"http://a.test/{i}", Parse($"http://a.test/{i}").Text);
            }
        }
    }

    [Theory]
    [InlineData("http://A.test/#top", "http://a.test/")]
    [InlineData("http://user:secret@a.test/x", "http://a.test/x")]
    public void TryParse_OfATextThatIsNotCanonical_CanonicalisesItEachTime(string text, string canonical)
    {
        Assert.Equal(canonical, Parse(text).Text);
        Assert.Equal(canonical, Parse(text).Text);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/x")]
    [InlineData("")]
    public void TryParse_OfNoAbsoluteHttpUrl_IsFalse(string text)
    {
        Assert.False(_recent.TryParse(Encoding.UTF8.GetBytes(text), _page, out var url));
        Assert.Null(url);
    }

    [Fact]
    public void Fingerprint_OfAUrl_IsTheSameEachTime()
    {
        var url = Parse("http://a.test/%7Eu");

        Assert.Equal(UrlFingerprint.Of(url), UrlFingerprint.Of(url));
        Assert.Equal(UrlFingerprint.Of(Url("http://a.test/~u")), UrlFingerprint.Of(url));
    }

    private CrawlUrl Parse(string text) => _recent.TryParse(Encoding.UTF8.GetBytes(text), _page, out var url) ? url : throw new InvalidOperationException(text);
}
