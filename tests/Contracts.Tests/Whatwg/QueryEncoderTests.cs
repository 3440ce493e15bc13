using System.Text;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class QueryEncoderTests
{
    static QueryEncoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(1252, "smörgåsbord", "sm%F6rg%E5sbord")]
    [InlineData(1252, "a'\"b", "a%27%22b")]
    [InlineData(1251, "привет", "%EF%F0%E8%E2%E5%F2")]
    [InlineData(1252, "привет", "%26%231087%3B%26%231088%3B%26%231080%3B%26%231074%3B%26%231077%3B%26%231090%3B")]
    [InlineData(1252, "😀", "%26%23128512%3B")]
    [InlineData(1252, "é%zz", "%E9%zz")]
    [InlineData(932, "≡‽", "%81%DF%26%238253%3B")]
    [InlineData(932, "¥‾−", "\\~%81|")]
    [InlineData(51932, "¥日", "\\%C6%FC")]
    [InlineData(936, "€\ue5e5中", "%80%26%2358853%3B%D6%D0")]
    [InlineData(54936, "😀", "%949%FC6")]
    [InlineData(50220, "¥", "%1B(J\\%1B(B")]
    [InlineData(50220, "日本a", "%1B$BF|K\\%1B(Ba")]
    [InlineData(50220, "日‽", "%1B$BF|%1B(B%26%238253%3B")]
    [InlineData(50220, "¥a\\", "%1B(J\\a%1B(B\\")]
    [InlineData(50220, "ｱ\u001bx", "%1B$B%%22%1B(B%26%2365533%3Bx")]
    public void Standard_QueryInALegacyEncoding_IsEncodedInIt(int codePage, string query, string expected) =>
        Assert.Equal(expected, Query("http://h/?" + query, Encoding.GetEncoding(codePage)));

    [Theory]
    [InlineData("http://h/?é", "%E9")]
    [InlineData("https://h/?é", "%E9")]
    [InlineData("file:///?é", "%E9")]
    [InlineData("ws://h/?é", "%C3%A9")]
    [InlineData("wss://h/?é", "%C3%A9")]
    [InlineData("foo://h/?é", "%C3%A9")]
    public void Standard_DocumentEncoding_CountsForSpecialSchemesWithoutWebSockets(string text, string expected) =>
        Assert.Equal(expected, Query(text, Encoding.Latin1));

    [Fact]
    public void Standard_EncodingWithoutAsciiForm_CountsAsUtf8()
    {
        Assert.Equal("%C3%A9", Query("http://h/?é", Encoding.Unicode));
        Assert.Equal("%C3%A9", Query("http://h/?é", Encoding.BigEndianUnicode));
        Assert.Equal("%C3%A9", Query("http://h/?é", Encoding.UTF32));
        Assert.Equal("%C3%A9", Query("http://h/?é", Encoding.UTF8));
        Assert.Equal("%C3%A9", Query("http://h/?é", null));
    }

    [Fact]
    public void Standard_PathAndFragment_AreUtf8InAnyDocument()
    {
        Assert.True(WhatwgUrl.TryParse("http://h/é?é#é", null, Encoding.Latin1, out var url));
        Assert.Equal("http://h/%C3%A9?%E9#%C3%A9", url.Href);
    }

    [Theory]
    [InlineData(1252)]
    [InlineData(50220)]
    [InlineData(936)]
    public void Query_OfManyUnencodableCharacters_LosesNoneAtThePiecesEdges(int codePage)
    {
        // 511 + a surrogate pair: the pair lies across the edge of the first piece.
        var query = new string('x', 511) + string.Concat(Enumerable.Repeat("😀", 3_000));

        var expected = new string('x', 511) + string.Concat(Enumerable.Repeat("%26%23128512%3B", 3_000));
        Assert.Equal(expected, Query("http://h/?" + query, Encoding.GetEncoding(codePage)));
    }

    [Fact]
    public void Standard_LoneSurrogate_IsTheReplacementCharacterInAnyEncoding()
    {
        Assert.Equal("%E9%26%2365533%3Bx", Query("http://h/?é\ud800x", Encoding.GetEncoding(1252)));
        Assert.Equal("%26%2365533%3B", Query("http://h/?\udc00", Encoding.GetEncoding(50220)));
        Assert.Equal("%26%2365533%3B", Query("http://h/?\ud800", Encoding.GetEncoding(932)));
    }

    [Fact]
    public void Encoding_OfTheCaller_KeepsItsOwnFallback()
    {
        var encoding = Encoding.GetEncoding(1252, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback);

        Assert.Equal("%26%231087%3B", Query("http://h/?п", encoding));
        Assert.Equal("?"u8.ToArray(), encoding.GetBytes("п"));
    }

    private static string? Query(string text, Encoding? encoding) =>
        WhatwgUrl.TryParse(text, null, encoding, out var url) ? url.Query : null;
}
