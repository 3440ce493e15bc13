using AsyncCrawler.Contracts.Whatwg.Idna;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests.Whatwg.Idna;

public sealed class NfcTests
{
    [Theory]
    [InlineData("a\u0301", "\u00e1")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("\u1ea1\u0302", "\u1ead")]
    [InlineData("a\u0301\u0301", "\u00e1\u0301")]
    [InlineData("a\u0334\u0301", "\u00e1\u0334")]
    [InlineData("\u0301a", "\u0301a")]
    [InlineData("=\u0338", "\u2260")]
    [InlineData("\u1100\u1161", "\uac00")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\uac00\u11a8", "\uac01")]
    [InlineData("\uac01\u11a8", "\uac01\u11a8")]
    [InlineData("\uac00\u0301", "\uac00\u0301")]
    [InlineData("\u0b47\u0300\u0b3e", "\u0b47\u0300\u0b3e")]
    [InlineData("\u0b47\u0b3e", "\u0b4b")]
    [InlineData("\ud804\udc99\ud804\udcba", "\ud804\udc9a")]
    public void Standard_Text_IsNormalised(string text, string expected) => Assert.Equal(Points(expected), Normalize(Points(text)));

    [Fact]
    public void Normalize_OfItsOwnResult_ChangesNothing()
    {
        var points = Gen.Elements(
            'a', 'e', 0x0323, 0x0301, 0x0302, 0x0334, 0x0338, 0x0345, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01, 0x0B47, 0x0B3E, 0x00E1, 0x1EAD, 0x05B0, 0x094D);
        Prop.ForAll(Arb.From(Gen.ArrayOf(points)), text =>
        {
            var once = Normalize(text);
            return once.SequenceEqual(Normalize([.. once]));
        }).Check(SeededConfig.Of(10_000));
    }

    [Fact]
    public void Normalize_OfTheSameMarksInAnyOrderOfClasses_IsTheSame()
    {
        // U+0323 (class 220), U+0334 (1) and U+0301 (230) may change places; two of one class may not.
        var orders = new[] { "q\u0323\u0334\u0301", "q\u0334\u0301\u0323", "q\u0301\u0323\u0334" };

        Assert.All(orders, order => Assert.Equal(Points("q\u0334\u0323\u0301"), Normalize(Points(order))));
        Assert.NotEqual(Normalize(Points("q\u0301\u0308")), Normalize(Points("q\u0308\u0301")));
    }

    private static int[] Normalize(int[] text) => [.. Nfc.Normalize(text, IdnaTables.Instance)];

    private static int[] Points(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
