using System.Globalization;
using AsyncCrawler.Host.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Host.Tests.Diagnostics;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[2J", @"\u{1b}[2J")]
    [InlineData("\u001b]8;;http://evil/\u0007click", @"\u{1b}]8;;http://evil/\u{7}click")]
    [InlineData("\u001b]52;c;aGk=\u001b\\", @"\u{1b}]52;c;aGk=\u{1b}\")]
    [InlineData("a\rb\nc\td", @"a\u{d}b\u{a}c\u{9}d")]
    [InlineData("\0\u007f\u0085\u009b", @"\u{0}\u{7f}\u{85}\u{9b}")]
    [InlineData("\u202eexe.gpj\u2066\u2069\u061c\u200f", @"\u{202e}exe.gpj\u{2066}\u{2069}\u{61c}\u{200f}")]
    [InlineData("a\u200bb\u200dc\ufeffd", @"a\u{200b}b\u{200d}c\u{feff}d")]
    [InlineData("line\u2028para\u2029", @"line\u{2028}para\u{2029}")]
    [InlineData("\U000e0041", @"\u{e0041}")]
    public void O01_Escape_NeutralisesWhatMovesTheCursorOrHides(string text, string expected) =>
        Assert.Equal(expected, TerminalText.Escape(text));

    [Fact]
    public void Escape_OfALoneSurrogate_WritesItsNumber() =>
        Assert.Equal(@"a\u{d800}b\u{dc00}", TerminalText.Escape(string.Concat("a", '\ud800', "b", '\udc00')));

    [Theory]
    [InlineData("")]
    [InlineData("https://example.com/a?b=c#d")]
    [InlineData("Grüße, 世界, שלום, 🎉")]
    public void Escape_OfAHarmlessText_ChangesNothing(string text) => Assert.Equal(text, TerminalText.Escape(text));

    [Fact]
    public void Escape_OfNull_IsEmpty() => Assert.Equal("", TerminalText.Escape(null));

    [Fact]
    public void O01_Escape_OfAMegabyte_IsCutWithAnEllipsis()
    {
        var cut = TerminalText.Escape(new string('x', 1_000_000), 10);

        Assert.Equal("xxxxxxxxx…", cut);
    }

    [Fact]
    public void Escape_WhenCut_NeverCutsAnEscapeInTwo() => Assert.Equal("abc…", TerminalText.Escape("abc\u001bdef", 8));

    [Fact]
    public void Escape_OfATextThatFitsExactly_KeepsAllOfIt() => Assert.Equal("abcd", TerminalText.Escape("abcd", 4));

    [Fact]
    public void Escape_OfAnything_IsHarmlessAndWithinItsLength() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            ArbMap.Default.ArbFor<char[]>(), Gen.Choose(1, 40).ToArbitrary(), (characters, length) =>
            {
                var escaped = TerminalText.Escape(new string(characters), length);
                return escaped.Length <= length && escaped.EnumerateRunes().All(rune => IsHarmless(System.Text.Rune.GetUnicodeCategory(rune)))
                    && !escaped.Any(char.IsControl);
            }));

    private static bool IsHarmless(UnicodeCategory category) => category
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
