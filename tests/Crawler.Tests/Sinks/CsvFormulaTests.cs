using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class CsvFormulaTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.test\")")]
    [InlineData("=cmd|' /C calc'!A1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    [InlineData("\t=1")]
    [InlineData("\tplain")]
    [InlineData("\rplain")]
    [InlineData("\nplain")]
    [InlineData("\0plain")]
    [InlineData("  =1")]
    [InlineData("\u00a0=1")]
    [InlineData("\ufeff=1")]
    [InlineData("\u200b\u202e=1")]
    [InlineData("\u0001=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData(" ＠x")]
    [InlineData("   \tplain")]
    public void S19_FormulaCharacterInFront_IsLikely(string text) => Assert.True(CsvFormula.IsLikely(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a=1")]
    [InlineData("1-1")]
    [InlineData("'=1")]
    [InlineData("\"=1\"")]
    [InlineData("http://site.test/=1")]
    [InlineData("漢字=1")]
    public void S19_OtherText_IsNot(string text) => Assert.False(CsvFormula.IsLikely(text));
}
