using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>Traps that other parsers of this platform fall into (the measured facts, U02, U03, U04) and the standard's own.</summary>
public sealed class UrlParserTests
{
    private const string Base = "http://a.test/x/y/z.html";

    [Theory]
    [InlineData("http://b.test?q=1", "http://b.test/?q=1")]
    [InlineData("//b.test?q", "http://b.test/?q")]
    [InlineData("http://b.test#f", "http://b.test/#f")]
    [InlineData("//b.test#f", "http://b.test/#f")]
    [InlineData("//b.test", "http://b.test/")]
    public void U02_AuthorityWithoutPath_BeforeQueryOrFragment_GetsASlashAndNotTheBasesPath(string text, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text, Base));

    [Theory]
    [InlineData(@"\\b.test\c", "http://b.test/c")]
    [InlineData(@"\\evil\share", "http://evil/share")]
    [InlineData("/etc/passwd", "http://a.test/etc/passwd")]
    [InlineData(@"\etc\passwd", "http://a.test/etc/passwd")]
    [InlineData(@"c:\x", @"c:\x")]
    [InlineData("http:g", "http://a.test/x/y/g")]
    [InlineData("https:g", "https://g/")]
    [InlineData("http:/g", "http://a.test/g")]
    [InlineData("http:///g", "http://g/")]
    [InlineData("////g", "http://g/")]
    public void U02_SlashesAndSchemes_AgainstAnHttpBase_NeverGiveAFile(string text, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text, Base));

    [Theory]
    [InlineData(" \u001f\0 /p \r\n", "http://a.test/p")]
    [InlineData("ht\ntp://b\t.test/a\rb", "http://b.test/ab")]
    [InlineData("/a\u00a0", "http://a.test/a%C2%A0")]
    [InlineData("/a\u0000b", "http://a.test/a%00b")]
    [InlineData("\ud83d\ude00", "http://a.test/x/y/%F0%9F%98%80")]
    [InlineData("", Base)]
    [InlineData(" \t ", Base)]
    public void U02_WhiteSpaceAndControls_AreTakenAsTheStandardSays(string text, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text, Base));

    /// <summary>The input is scalar values: a half of a surrogate pair is U+FFFD, also before a tab between two halves goes.</summary>
    [Fact]
    public void LoneSurrogates_BecomeReplacementCharacters()
    {
        Assert.Equal("http://a.test/x/y/%EF%BF%BD", Urls.Resolve("\udc00", Base));
        Assert.Equal("http://a.test/x/y/%EF%BF%BDx", Urls.Resolve("\ud83dx", Base));
        Assert.Equal("http://a.test/x/y/%EF%BF%BDx", Urls.Resolve("\t\udc00x\t", Base));
        Assert.Equal("http://a.test/x/y/%EF%BF%BD%EF%BF%BD", Urls.Resolve("\ud83d\t\ude00", Base));
        Assert.Equal("http://a.test/x/y/%F0%9F%98%80", Urls.Resolve("\ud83d\ude00\t", Base));
        Assert.Null(Urls.Resolve("http://a\ud800/"));
    }

    [Theory]
    [InlineData("http://A.Test/x", "http://a.test/x", true)]
    [InlineData("http://a.test:80/x", "http://a.test/x", true)]
    [InlineData("https://a.test:443/x", "https://a.test/x", true)]
    [InlineData("http://a.test:443/x", "http://a.test/x", false)]
    [InlineData("http://a.test:/x", "http://a.test/x", true)]
    [InlineData("http://a.test:0080/x", "http://a.test/x", true)]
    [InlineData("http://a.test/%7Ex", "http://a.test/~x", false)]
    [InlineData("http://a.test/a%2Fx", "http://a.test/a/x", false)]
    [InlineData("http://a.test/%2fx", "http://a.test/%2Fx", false)]
    [InlineData("http://a.test./x", "http://a.test/x", false)]
    [InlineData("http://a.test/./x", "http://a.test/x", true)]
    [InlineData("http://a.test/b/../x", "http://a.test/x", true)]
    [InlineData("http://a.test/%2e%2E/x", "http://a.test/x", true)]
    [InlineData("http://a.test//x", "http://a.test/x", false)]
    [InlineData("http://a.test/x?", "http://a.test/x", false)]
    [InlineData("http://a.test/x?b&a", "http://a.test/x?a&b", false)]
    [InlineData("http://a.test/x#f", "http://a.test/x", false)]
    [InlineData("http://a.test/X", "http://a.test/x", false)]
    public void U04_SamePage_UnderTwoSpellings_IsEqualWhereTheStandardSaysSo(string left, string right, bool expected) =>
        Assert.Equal(expected, Urls.Parse(left).Equals(Urls.Parse(right)));

    [Theory]
    [InlineData("http://")]
    [InlineData("http://?")]
    [InlineData("http://:80/")]
    [InlineData("http://u:p@/")]
    [InlineData("http://a b/")]
    [InlineData("http://a.test:65536/")]
    [InlineData("http://a.test:8o/")]
    [InlineData("http://[::1/")]
    [InlineData("http://a%00b/")]
    [InlineData("http://a%2Fb/")]
    [InlineData("foo://a b/")]
    [InlineData("/no/base")]
    [InlineData("")]
    public void Parse_WhereTheStandardSaysFailure_Fails(string text) => Assert.Null(Urls.Resolve(text));

    [Theory]
    [InlineData("http://u%40:p:q@@h/", "http://u%40:p%3Aq%40@h/")]
    [InlineData("http://a b:;=@h/", "http://a%20b:%3B%3D@h/")]
    [InlineData("http://@h/", "http://h/")]
    [InlineData("http://:@h/", "http://h/")]
    public void Credentials_WithReservedCharacters_AreEncoded(string text, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text));

    [Theory]
    [InlineData("http://h/ \"<>^`{}'|é", "http://h/%20%22%3C%3E%5E%60%7B%7D'|%C3%A9")]
    [InlineData("http://h/? \"<>^`{}'|é", "http://h/?%20%22%3C%3E^`{}%27|%C3%A9")]
    [InlineData("http://h/# \"<>^`{}'|é", "http://h/#%20%22%3C%3E^%60{}'|%C3%A9")]
    [InlineData("foo://h/?'", "foo://h/?'")]
    [InlineData("http://h/%zz%", "http://h/%zz%")]
    [InlineData("foo:a b\"<\u007f", "foo:a b\"<%7F")]
    public void Characters_AreEncodedByTheSetOfTheirComponent(string text, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text));

    [Theory]
    [InlineData("file:c:/x", null, "file:///c:/x")]
    [InlineData("file://c|/x", null, "file:///c:/x")]
    [InlineData("/y", "file:///C:/x", "file:///C:/y")]
    [InlineData("..", "file:///C:/x", "file:///C:/")]
    [InlineData("D:/y", "file:///C:/x", "d:/y")]
    [InlineData("file:D:/y", "file:///C:/x", "file:///D:/y")]
    [InlineData("file://LOCALHOST/x", null, "file:///x")]
    [InlineData("//server/x", "file:///y", "file://server/x")]
    public void FileUrls_HaveTheDriveLetterQuirks(string text, string? baseText, string expected) =>
        Assert.Equal(expected, Urls.Resolve(text, baseText));

    [Theory]
    [InlineData("foo:/a/..//b", null, "foo:/.//b")]
    [InlineData("foo:/.//b", null, "foo:/.//b")]
    [InlineData("..//c", "foo:/a/b", "foo:/.//c")]
    [InlineData("?q", "foo:/.//b", "foo:/.//b?q")]
    [InlineData("/c", "foo:/.//b", "foo:/c")]
    [InlineData("#f", "mailto:a@b?c#d", "mailto:a@b?c#f")]
    [InlineData("x", "mailto:a@b", null)]
    [InlineData("x", "foo://h", "foo://h/x")]
    public void OtherSchemes_KeepTheirPathFromLookingLikeAHost(string text, string? baseText, string? expected) =>
        Assert.Equal(expected, Urls.Resolve(text, baseText));

    /// <summary>A quadratic step anywhere would take minutes on these; the time-out is only the net.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("/", "a", "")]
    [InlineData("/", "a/", "")]
    [InlineData("/", "a/../", "")]
    [InlineData("/", "%2e%2e/", "")]
    [InlineData("/?", "a=1&", "")]
    [InlineData("/", "\u4e00", "")]
    [InlineData("http://", "@", "h/")]
    [InlineData("http://", "a.", "/")]
    [InlineData("http://", "%41", "/")]
    [InlineData("http://", "\u4e00", "/")]
    [InlineData("http://", "a\u0301\u0323", "/", false)] // a delta of Punycode overflows
    [InlineData("http://\u4e00.xn--", "a9", "/", false)] // no code point that stays below U+110000
    [InlineData("http://h:", "0", "/")]
    [InlineData("x:", " ", "?")]
    [InlineData("", "a", "")]
    [InlineData("/", "\t", "x")]
    public async Task U03_AUrlOfAMegabyte_TakesLinearTime(string start, string piece, string end, bool isUrl = true)
    {
        var text = start + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)) + end;

        var href = await Task.Run(() => Urls.Resolve(text, Base), TestContext.Current.CancellationToken);

        Assert.Equal(isUrl, href is not null);
    }

    [Fact]
    public void Parse_Of5000SegmentsAnd10000Parameters_KeepsThemAll()
    {
        var text = "/" + string.Join('/', Enumerable.Range(0, 5_000)) + "?" + string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"p{i}={i}"));

        Assert.Equal("http://a.test" + text, Urls.Resolve(text, Base));
        Assert.True(UrlParser.TryParse(text, Urls.Parse(Base), null, out var url));
        Assert.Equal("http://a.test" + text, url.Href);
    }
}
