using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Urls;

public sealed class UrlChangesTests
{
    [Theory]
    [InlineData("http://a.test/")]
    [InlineData("https://a.test:8443/x/y?z=%2F")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::1]:81/")]
    public void Changes_OfACanonicalUrl_AreNone(string text) => Assert.Empty(UrlChanges.Of(text, Url(text)));

    [Theory]
    [InlineData(" http://a.test/\0", "white space and controls")]
    [InlineData("http://a.te\nst/", "tabs and line ends")]
    [InlineData("http:\\\\a.test\\x", "backslashes")]
    [InlineData("http://user:pw@a.test/", "user name and password")]
    [InlineData("http://A.test/", "lower case")]
    [InlineData("http://bücher.test/", "xn--bcher-kva.test in ASCII")]
    [InlineData("http://0x7f.1/", "another notation of the address 127.0.0.1")]
    [InlineData("http://[0:0::1]/", "another notation of the address [::1]")]
    [InlineData("http://a.test:80/", "the usual one of its scheme")]
    [InlineData("http://a.test", "an empty path")]
    [InlineData("http://a.test/b/../c", "dot segments")]
    [InlineData("http://a.test/%2e%2E/c", "dot segments")]
    [InlineData("http://a.test/ü?x=ü", "percent-encoded")]
    [InlineData("http://a.test/#x", "the fragment")]
    [InlineData("http://a.test/%7eu", "known by http://a.test/~u")]
    public void Changes_OfOneKind_AreToldAndNoOthers(string text, string change) =>
        Assert.Contains(change, Assert.Single(UrlChanges.Of(text, Url(text))), StringComparison.Ordinal);

    [Fact]
    public void Changes_OfManyKinds_AreAllTold()
    {
        const string Text = "\tHTTP:\\\\u@A.test:80\\b\\.\\c#d";

        Assert.Equal(7, UrlChanges.Of(Text, Url(Text)).Count);
    }
}
