using AsyncCrawler.MockSite.Folder;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Tests.Folder;

public sealed class AcceptLanguageTests
{
    private static readonly LanguageVariant[] Variants =
        [new("x.html.de", "de"), new("x.html.en", "en"), new("x.html.ja", "ja"), new("x.html.pt-br", "pt-br"), new("x.html.zh-cn", "zh-cn")];

    [Theory]
    [InlineData("", "en")]
    [InlineData("fr", "en")]
    [InlineData("ja", "ja")]
    [InlineData("JA", "ja")]
    [InlineData("de;q=0.5, ja;q=0.9", "ja")]
    [InlineData("en;q=0.5, de;q=0.5", "en")]
    [InlineData("de-AT", "de")]
    [InlineData("pt", "pt-br")]
    [InlineData("p", "en")]
    [InlineData("*", "en")]
    [InlineData("*;q=0.1, zh-CN", "zh-cn")]
    [InlineData("*, en;q=0", "de")]
    [InlineData("fr, de;q=0.1", "de")]
    public void Choose_ByTheReadersPreference_TakesTheBestVariant(string header, string language)
    {
        var ranges = header.Length == 0 ? [] : StringWithQualityHeaderValue.ParseList([header]);

        Assert.Equal(language, AcceptLanguage.Choose(Variants, ranges).Language);
    }

    [Fact]
    public void Choose_WithoutHeaderAndWithoutEnglish_TakesTheFirst() =>
        Assert.Equal("ja", AcceptLanguage.Choose([new("x.ja", "ja"), new("x.ko", "ko")], null).Language);
}
