using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class WhatwgUrlTests
{
    [Fact]
    public void Components_OfAFullUrl_AreCutWhereTheyMeet()
    {
        var url = Urls.Parse("https://user:pass@example.com:1234/foo/bar?baz#quux");

        Assert.Equal("https", url.Scheme);
        Assert.Equal("user", url.Username);
        Assert.Equal("pass", url.Password);
        Assert.Equal("example.com", url.Host);
        Assert.Equal("example.com", url.HostSpan);
        Assert.Equal(1234, url.Port);
        Assert.Equal(1234, url.EffectivePort);
        Assert.Equal("/foo/bar", url.Path);
        Assert.Equal("/foo/bar", url.PathSpan);
        Assert.Equal("/foo/bar?baz", url.PathAndQuerySpan);
        Assert.Equal("baz", url.Query);
        Assert.Equal("quux", url.Fragment);
        Assert.Equal("https://example.com:1234", url.Origin);
        Assert.True(url.IsSpecial);
        Assert.True(url.HasCredentials);
        Assert.True(url.HasFragment);
        Assert.False(url.HasOpaquePath);
        Assert.Equal(url.Href, url.ToString());
    }

    [Theory]
    [InlineData("http://h/", null, null)]
    [InlineData("http://h/?", "", null)]
    [InlineData("http://h/#", null, "")]
    [InlineData("http://h/?#", "", "")]
    [InlineData("http://h/#?a", null, "?a")]
    public void QueryAndFragment_WhenBareOrAbsent_AreEmptyOrNull(string text, string? query, string? fragment)
    {
        var url = Urls.Parse(text);

        Assert.Equal(query, url.Query);
        Assert.Equal(fragment, url.Fragment);
        Assert.Equal(fragment is not null, url.HasFragment);
        Assert.Equal(text, url.Href);
    }

    [Theory]
    [InlineData("foo:/x", null)]
    [InlineData("foo:x", null)]
    [InlineData("foo:///x", "")]
    [InlineData("file:///x", "")]
    [InlineData("foo://h/x", "h")]
    public void Host_WhenEmptyOrAbsent_IsEmptyOrNull(string text, string? host)
    {
        var url = Urls.Parse(text);

        Assert.Equal(host, url.Host);
        Assert.Equal(host ?? "", url.HostSpan);
    }

    [Theory]
    [InlineData("http://h/", 80)]
    [InlineData("https://h:443/", 443)]
    [InlineData("wss://h/", 443)]
    [InlineData("ftp://h/", 21)]
    [InlineData("http://h:8080/", 8080)]
    [InlineData("http://h:0/", 0)]
    [InlineData("file:///x", null)]
    [InlineData("foo://h/", null)]
    public void EffectivePort_WhenNoneIsGiven_IsTheSchemesDefault(string text, int? port) =>
        Assert.Equal(port, Urls.Parse(text).EffectivePort);

    [Theory]
    [InlineData("http://u:p@h:80/x?y#z", "http://h")]
    [InlineData("https://[::1]:8443/", "https://[::1]:8443")]
    [InlineData("file:///x", null)]
    [InlineData("foo://h/", null)]
    [InlineData("blob:https://h:8443/id", "https://h:8443")]
    [InlineData("blob:ftp://h/id", null)]
    [InlineData("blob:blob:https://h/id", null)]
    public void Origin_OfEachKindOfScheme_IsATupleOrOpaque(string text, string? origin) =>
        Assert.Equal(origin, Urls.Parse(text).Origin);

    [Theory]
    [InlineData("http://u:p@h:81/a?b#c", "http://h:81/a?b#c")]
    [InlineData("http://u@h/a?b#c", "http://h/a?b#c")]
    [InlineData("http://:p@h/", "http://h/")]
    [InlineData("foo://u@h", "foo://h")]
    [InlineData("http://h/a@b", "http://h/a@b")]
    public void WithoutCredentials_KeepsAllElse(string text, string expected)
    {
        var url = Urls.Parse(text).WithoutCredentials();

        Assert.Equal(expected, url.Href);
        Assert.Equal(Urls.Describe(Urls.Parse(expected)), Urls.Describe(url));
    }

    [Theory]
    [InlineData("http://h/a?b#c", "http://h/a?b")]
    [InlineData("http://h/a#", "http://h/a")]
    [InlineData("data:x  #c", "data:x %20")]
    public void WithoutFragment_KeepsAllElse(string text, string expected)
    {
        var url = Urls.Parse(text).WithoutFragment();

        Assert.Equal(expected, url.Href);
        Assert.Equal(Urls.Describe(Urls.Parse(expected)), Urls.Describe(url));
    }

    [Fact]
    public void WithoutFragmentAndCredentials_WhenThereAreNone_IsTheSameObject()
    {
        var url = Urls.Parse("http://h/a?b");

        Assert.Same(url, url.WithoutFragment());
        Assert.Same(url, url.WithoutCredentials());
    }

    [Fact]
    public void Equals_ComparesTheSerialisation()
    {
        var url = Urls.Parse("HTTP://A.test:80/x/../");

        Assert.Equal(Urls.Parse("http://a.test"), url);
        Assert.Equal(Urls.Parse("http://a.test").GetHashCode(), url.GetHashCode());
        Assert.NotEqual(Urls.Parse("http://a.test/#"), url);
        Assert.False(url.Equals(null));
        Assert.False(url.Equals((object)"http://a.test/"));
    }

    [Fact]
    public void TryParse_OfNull_Fails() => Assert.False(WhatwgUrl.TryParse(null, out _));
}
