using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Tests.Diagnostics;

/// <summary>Promises S20: no untrusted text moves a cursor, starts a line, or turns the direction of another.</summary>
public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain, 한국어, 😀", "plain, 한국어, 😀")]
    [InlineData("\u001b]8;;x\u0007", @"\u{1B}]8;;x\u{7}")]
    [InlineData("a\r\n\tb", @"a\u{D}\u{A}\u{9}b")]
    [InlineData("\u0000\u007f\u009b", @"\u{0}\u{7F}\u{9B}")]
    [InlineData("\u202a\u202e\u2066\u2069\u200b\u200f\u2028\u2029\ufeff", @"\u{202A}\u{202E}\u{2066}\u{2069}\u{200B}\u{200F}\u{2028}\u{2029}\u{FEFF}")]
    public void S20_Text_IsShownAndNotObeyed(string text, string expected) => Assert.Equal(expected, PrintableText.Of(text, 100));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc…")]
    public void S20_Text_IsCut(string text, int maxLength, string expected) => Assert.Equal(expected, PrintableText.Of(text, maxLength));
}
