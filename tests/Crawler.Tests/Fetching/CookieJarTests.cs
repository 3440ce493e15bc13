using System.Globalization;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Fetching;

public sealed class CookieJarTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly CookieJar _jar;

    public CookieJarTests() => _jar = new CookieJar(_time);

    [Theory]
    [InlineData("a=b", "a=b")]
    [InlineData(" a\t= b ; Path=/", "a=b")]
    [InlineData("a=\"b c\"", "a=\"b c\"")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("a=", "a=")]
    [InlineData("just-a-value", "just-a-value")]
    [InlineData("=just-a-value", "just-a-value")]
    [InlineData("a=b; HttpOnly; Unknown=x; =; ;;", "a=b")]
    [InlineData("a=caf\xE9", "a=caf\xE9")]
    public void Cookie_OfAnyForm_ComesBackAsItCame(string field, string expected) => Assert.Equal(expected, Exchange("https://www.shop.test/", field, "https://www.shop.test/"));

    [Theory]
    [InlineData("")]
    [InlineData("=")]
    [InlineData("; Path=/")]
    [InlineData("a=b\0c")]
    [InlineData("a=b\rc")]
    [InlineData("a=b; Path=/\nx: y")]
    [InlineData("a\x7F=b")]
    public void K02_FieldWithControlCharactersOrNothing_IsIgnored(string field) => Assert.Null(Exchange("https://www.shop.test/", field, "https://www.shop.test/"));

    [Theory]
    [InlineData("https://www.shop.co.uk/", "co.uk")]
    [InlineData("https://me.github.io/", "github.io")]
    [InlineData("https://www.shop.test/", "test")]
    [InlineData("https://www.shop.test/", "other.test")]
    [InlineData("https://evil-example.test/", "example.test")]
    [InlineData("https://www.shop.test/", "below.www.shop.test")]
    [InlineData("https://127.0.0.1/", "0.0.1")]
    [InlineData("https://[::1]/", "1]")]
    [InlineData("https://a.localhost/", "localhost")]
    [InlineData("https://a.localhost/", ".localhost")]
    [InlineData("https://www.shop.test/", "shop.test.")]
    [InlineData("https://www.shop.test/", "..")]
    public void K01_DomainThatIsNotTheServersToSpeakFor_IsRefused(string url, string domain) => Assert.Null(Exchange(url, $"a=b; Domain={domain}", url));

    [Theory]
    [InlineData("https://me.github.io/", "https://you.github.io/")]
    [InlineData("https://www.shop.co.uk/", "https://www.bank.co.uk/")]
    [InlineData("https://example.test/", "https://evil-example.test/")]
    [InlineData("https://www.shop.test/", "https://shop.test/")]
    [InlineData("https://shop.test/", "https://www.shop.test/")]
    [InlineData("https://127.0.0.1/", "https://127.0.0.2/")]
    public void S6_CookieWithoutADomain_GoesToNoOtherHost(string from, string to)
    {
        Assert.Null(Exchange(from, "a=b", to));
        Assert.Equal("a=b", Send(from));
    }

    [Fact]
    public void Domain_OfThePublicSuffixItself_MakesAHostOnlyCookie()
    {
        Assert.Null(Exchange("https://github.io/", "a=b; Domain=github.io", "https://me.github.io/"));
        Assert.Equal("a=b", Send("https://github.io/"));
    }

    [Theory]
    [InlineData("Shop.TEST")]
    [InlineData(".shop.test")]
    public void Domain_AboveTheHost_SharesACookie(string domain)
    {
        Assert.Equal("a=b", Exchange("https://www.shop.test/", $"a=b; Domain={domain}", "https://api.eu.shop.test/"));
        Assert.Equal("a=b", Send("https://shop.test/"));
    }

    [Theory]
    [InlineData("/a/b", "/a/b", true)]
    [InlineData("/a/b", "/a/b/c", true)]
    [InlineData("/a/b", "/a/bc", false)]
    [InlineData("/a/", "/a/x", true)]
    [InlineData("/a/", "/a", false)]
    [InlineData("relative", "/dir/other", true)] // as if there were none
    [InlineData("relative", "/", false)]
    public void Path_OfACookie_IsAWholeNumberOfSegments(string path, string asked, bool isSent) =>
        Assert.Equal(isSent ? "a=b" : null, Exchange("https://shop.test/dir/page", $"a=b; Path={path}", $"https://shop.test{asked}"));

    [Theory]
    [InlineData("http://shop.test/", "a=b; Secure", "https://shop.test/", null)]
    [InlineData("https://shop.test/", "a=b; Secure", "http://shop.test/", null)]
    [InlineData("https://shop.test/", "a=b; Secure", "https://shop.test/", "a=b")]
    [InlineData("https://shop.test/", "a=b; SameSite=None", "https://shop.test/", null)]
    [InlineData("https://shop.test/", "a=b; SameSite=None; Secure", "https://shop.test/", "a=b")]
    [InlineData("https://shop.test/", "__Secure-a=b", "https://shop.test/", null)]
    [InlineData("https://shop.test/", "__secure-a=b; Secure", "https://shop.test/", "__secure-a=b")]
    [InlineData("https://shop.test/", "__Host-a=b; Secure; Path=/", "https://shop.test/", "__Host-a=b")]
    [InlineData("https://shop.test/", "__Host-a=b; Secure", "https://shop.test/", null)]
    [InlineData("https://shop.test/", "__Host-a=b; Path=/", "https://shop.test/", null)]
    [InlineData("https://www.shop.test/", "__HOST-a=b; Secure; Path=/; Domain=www.shop.test", "https://www.shop.test/", null)]
    [InlineData("https://shop.test/", "=__Host-a=b; Secure; Path=/", "https://shop.test/", null)]
    [InlineData("https://shop.test/", "__Host-a", "https://shop.test/", null)]
    public void K01_SecureAndPrefixes_AreHeld(string from, string field, string to, string? sent) => Assert.Equal(sent, Exchange(from, field, to));

    [Fact]
    public void Secure_Cookie_IsNotReplacedOverAPlainConnection()
    {
        Keep("https://www.shop.test/", "a=good; Secure; Domain=shop.test");
        Keep("http://www.shop.test/", "a=evil; Domain=shop.test");
        Keep("http://www.shop.test/", "a=evil");

        Assert.Equal("a=good", Send("https://www.shop.test/"));
        Assert.Null(Send("http://www.shop.test/"));
    }

    [Theory]
    [InlineData("Strict", null, null)]
    [InlineData("Lax", "a=b", null)]
    [InlineData("Nonsense", "a=b", null)]
    [InlineData("None; Secure", "a=b", "a=b")]
    public void SameSite_OfACookie_DecidesWhatFollowsALinkFromAnotherSite(string mode, string? page, string? image)
    {
        Keep("https://shop.test/", $"a=b; SameSite={mode}");

        Assert.Equal("a=b", Send("https://shop.test/", via: "https://www.shop.test/"));
        Assert.Equal(page, Send("https://shop.test/", via: "https://other.test/"));
        Assert.Equal(page, Send("https://shop.test/", via: "http://shop.test/")); // another scheme is another site
        Assert.Equal(image, Send("https://shop.test/i.png", via: "https://other.test/", kind: ResourceKind.Image));
    }

    [Fact]
    public void SameSite_Cookie_IsNotTakenFromAnImageOnAnotherSite()
    {
        _jar.Keep(Item("https://ads.test/i.png", "https://shop.test/", ResourceKind.Image), ["a=b", "c=d; SameSite=None; Secure"]);

        Assert.Equal("c=d", Send("https://ads.test/"));
    }

    [Theory]
    [InlineData("Max-Age=60", 60)]
    [InlineData("Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 60)]
    [InlineData("Expires=Sat, 31 Jan 2026 12:01:00 GMT", 60)]
    [InlineData("expires=31-jan-26 12:01:00", 60)]
    [InlineData("Max-Age=99999999999999999999", 400 * 24 * 3600)]
    [InlineData("Expires=Fri, 31 Dec 9999 23:59:59 GMT", 400 * 24 * 3600)]
    public void Lifetime_OfACookie_EndsWhenItSaysOrAtTheLimit(string attributes, int seconds)
    {
        Keep("https://shop.test/", $"a=b; {attributes}");

        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal("a=b", Send("https://shop.test/"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(Send("https://shop.test/"));
    }

    [Theory]
    [InlineData("Max-Age=0")]
    [InlineData("Max-Age=-1")]
    [InlineData("Max-Age=-99999999999999999999")]
    [InlineData("Expires=Thu, 01 Jan 1970 00:00:00 GMT")]
    public void Cookie_ThatIsOver_RemovesTheOneThatIsKept(string attributes)
    {
        Keep("https://shop.test/", "a=b");
        Keep("https://shop.test/", $"a=; {attributes}");

        Assert.Null(Send("https://shop.test/"));
    }

    [Theory]
    [InlineData("Expires=tomorrow")]
    [InlineData("Expires=Sat, 31 Feb 2026 12:00:00 GMT")]
    [InlineData("Expires=Sat, 31 Jan 2026 24:00:00 GMT")]
    [InlineData("Expires=Sat, 31 Jan 1600 12:00:00 GMT")]
    [InlineData("Max-Age=1h")]
    [InlineData("Max-Age=")]
    public void Lifetime_ThatIsNone_IsIgnored(string attributes)
    {
        Keep("https://shop.test/", $"a=b; {attributes}");
        _time.Advance(TimeSpan.FromDays(1000));

        Assert.Equal("a=b", Send("https://shop.test/"));
    }

    [Fact]
    public void Order_OfTheCookies_IsByPathAndThenByAge()
    {
        Keep("https://shop.test/a/b/", "one=1; Path=/");
        Keep("https://shop.test/a/b/", "two=2; Path=/a/b");
        Keep("https://shop.test/a/b/", "three=3; Path=/a");
        Keep("https://shop.test/a/b/", "four=4; Path=/");
        Keep("https://shop.test/a/b/", "one=new; Path=/"); // stays as old as it was

        Assert.Equal("two=2; three=3; one=new; four=4", Send("https://shop.test/a/b/c"));
    }

    [Fact]
    public void K02_TenThousandCookies_AreCappedAtFiftyAHost()
    {
        _jar.Keep(Item("https://shop.test/"), Enumerable.Range(0, 10_000).Select(i => $"c{i}=v"));

        var sent = Send("https://shop.test/")?.Split("; ") ?? [];

        Assert.Equal(Enumerable.Range(9_950, 50).Select(i => $"c{i}=v"), sent);
    }

    [Theory]
    [InlineData(4095, true)]
    [InlineData(4096, false)]
    [InlineData(1024 * 1024, false)]
    public void K02_CookieOfMoreThanFourKilobytes_IsIgnored(int length, bool isKept)
    {
        Keep("https://shop.test/", $"a={new string('x', length)}");

        Assert.Equal(isKept, Send("https://shop.test/") is not null);
    }

    [Fact]
    public void K02_AllCookiesOfASite_AreCappedInSizeWhateverItsHosts()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Keep($"https://h{i.ToString(CultureInfo.InvariantCulture)}.shop.test/", $"a={new string('x', 3_000)}");
        }

        Assert.Equal(10, Enumerable.Range(0, 1_000).Count(i => Send($"https://h{i.ToString(CultureInfo.InvariantCulture)}.shop.test/") is not null));
    }

    [Fact]
    public void R9_SitesBeyondTheLimit_PushOutThoseThatWereNotVisitedForLongest()
    {
        for (var i = 0; i <= 1_000; i++)
        {
            Keep($"https://shop{i.ToString(CultureInfo.InvariantCulture)}.test/", "a=b");
            Assert.Equal("a=b", Send("https://shop0.test/"));
        }

        Assert.Null(Send("https://shop1.test/"));
        Assert.Equal("a=b", Send("https://shop2.test/"));
    }

    [Fact]
    public void Cookie_ThatDoesNotFitIntoTheField_IsLeftOut()
    {
        for (var i = 0; i < 5; i++)
        {
            Keep("https://shop.test/", $"c{i}={new string('x', 2_000)}");
        }

        Assert.Equal(["c0", "c1", "c2"], Send("https://shop.test/")?.Split("; ").Select(cookie => cookie[..2]));
    }

    private string? Exchange(string from, string field, string to)
    {
        Keep(from, field);
        return Send(to);
    }

    private void Keep(string url, string field) => _jar.Keep(Item(url), [field]);

    private string? Send(string url, string? via = null, ResourceKind kind = ResourceKind.Page)
    {
        using var request = new HttpRequestMessage();
        _jar.AddTo(request, Item(url, via, kind));
        return request.Headers.NonValidated.TryGetValues("Cookie", out var fields) ? fields.ToString() : null;
    }

    private static FrontierItem Item(string url, string? via = null, ResourceKind kind = ResourceKind.Page)
    {
        Assert.True(CrawlUrl.TryParse(url, out var parsed), url);
        Assert.True(CrawlUrl.TryParse(via ?? url, out var from), via);
        return FrontierItem.ForSeed(parsed) with { Via = via is null ? null : from, Kind = kind };
    }
}
