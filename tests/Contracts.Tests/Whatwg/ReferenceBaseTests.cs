using System.Text;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class ReferenceBaseTests
{
    private const string Base = "https://www.example.com:8443/docs/guide/index.html?lang=en#top";

    [Theory]
    [InlineData("chapter-2.html", "https://www.example.com:8443/docs/guide/chapter-2.html")]
    [InlineData("a?b=c&d=e#f", "https://www.example.com:8443/docs/guide/a?b=c&d=e")]
    [InlineData("a#b?c", "https://www.example.com:8443/docs/guide/a")]
    [InlineData("/caf%C3%A9/%C3%A9", "https://www.example.com:8443/caf%C3%A9/%C3%A9")]
    [InlineData("?page=3#x", "https://www.example.com:8443/docs/guide/index.html?page=3")]
    [InlineData("#notes", "https://www.example.com:8443/docs/guide/index.html?lang=en")]
    [InlineData("./x", "https://www.example.com:8443/docs/guide/x")]
    [InlineData(".././../x?y", "https://www.example.com:8443/x?y")]
    [InlineData("../../../../a/", "https://www.example.com:8443/a/")]
    [InlineData("//www.example.com:8443/b", "https://www.example.com:8443/b")]
    [InlineData("//a.test/b?c", "https://a.test/b?c")]
    [InlineData("HTTPS://www.example.com:8443/x#y", "https://www.example.com:8443/x")]
    [InlineData("https://other.example.org/wiki/Main_Page#a", "https://other.example.org/wiki/Main_Page")]
    [InlineData("http://other.example.org/", "http://other.example.org/")]
    [InlineData("http/x", "https://www.example.com:8443/docs/guide/http/x")]
    public void TryResolve_OfAnOrdinaryReference_PutsTheUrlTogether(string reference, string expected)
    {
        Assert.Equal(expected, Resolve(reference, Urls.Parse(Base)));
        Assert.True(Check(reference, Urls.Parse(Base)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("..//x")]
    [InlineData("./?x")]
    [InlineData("a/../b")]
    [InlineData("a/%2E%2e/x")]
    [InlineData("%2e")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("caf\u00e9")]
    [InlineData("mailto:a@b")]
    [InlineData("https:a")]
    [InlineData("HTTP://a.test/")]
    [InlineData("///a")]
    [InlineData("//A.test/")]
    [InlineData("//a.test")]
    [InlineData("http://www.example.com:8443/x")]
    [InlineData("https://www.example.com:8443")]
    [InlineData("https://www.example.com:84430/")]
    [InlineData("https://www.example.com:8443@evil.test/")]
    [InlineData("http://127.1/")]
    [InlineData("http://a.test./")]
    [InlineData("http://a.test?q")]
    public void TryResolve_OfAnythingElse_LeavesItToTheParser(string reference) => Assert.Null(Resolve(reference, Urls.Parse(Base)));

    [Theory]
    [InlineData("https://user:secret@a.test/")]
    [InlineData("ftp://a.test/")]
    [InlineData("data:text/html,x")]
    [InlineData("about:blank")]
    public void TryResolve_AgainstABaseThatIsNotOrdinary_LeavesItToTheParser(string baseUrl)
    {
        Assert.Null(Resolve("/x", Urls.Parse(baseUrl)));
        Assert.Null(Resolve("http://b.test/x", Urls.Parse(baseUrl)));
    }

    /// <summary>Whether the short way took a text; what it answered must be the standard's answer.</summary>
    internal static bool Check(string text, WhatwgUrl baseUrl)
    {
        if (Resolve(text, baseUrl) is not { } quick)
        {
            return false;
        }

        Assert.True(UrlParser.TryParse(text, baseUrl, null, out var thorough), text);
        Assert.True(thorough.WithoutFragment().Href == quick, $"{text} against {baseUrl}: {quick} where {thorough.WithoutFragment()} is due");
        return true;
    }

    private static string? Resolve(string text, WhatwgUrl baseUrl) =>
        new ReferenceBase(baseUrl).TryResolve(Encoding.UTF8.GetBytes(text), out var kept, out var rest)
            ? Encoding.UTF8.GetString(kept) + Encoding.UTF8.GetString(rest)
            : null;
}
