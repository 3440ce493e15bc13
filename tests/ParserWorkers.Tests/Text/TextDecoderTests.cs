using System.Text;
using AsyncCrawler.ParserWorkers.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class TextDecoderTests
{
    [Theory]
    [InlineData("windows-1252", "80818D90FF", "€\u0081\u008D\u0090ÿ")]
    [InlineData("windows-874", "80DBFC", "€\uFFFD\uFFFD")]
    [InlineData("windows-1255", "D9DAE0", "\uFFFD\uFFFDא")]
    [InlineData("ISO-8859-7", "A1A4AE", "‘€\uFFFD")]
    [InlineData("ISO-8859-8-I", "AFFDBF", "\u00AF\u200E\uFFFD")]
    [InlineData("ISO-8859-10", "A1FF", "Ąĸ")]
    [InlineData("ISO-8859-14", "80A1FF", "\u0080Ḃÿ")]
    [InlineData("ISO-8859-16", "A0A4", "\u00A0€")]
    [InlineData("macintosh", "BDF0", "Ω\uF8FF")]
    [InlineData("x-mac-cyrillic", "A2FF", "Ґ€")]
    [InlineData("x-user-defined", "4180FF", "A\uF780\uF7FF")]
    [InlineData("KOI8-U", "A4AE", "єў")]
    public void Standard_SingleByteIndexes(string encoding, string bytes, string expected) => Assert.Equal(expected, Decode(encoding, bytes));

    [Theory]
    [InlineData("Shift_JIS", "8341 B1 80 FA4A 8790 F040", "ア ｱ \u0080 Ⅰ ≒ \uE000")]
    [InlineData("EUC-JP", "A5A2 8EB1 8FB0A1 ADF0", "ア ｱ 丂 ≒")]
    [InlineData("EUC-KR", "B0A1 8141 C9A1", "가 갂 \uFFFD")]
    [InlineData("Big5", "A440 C6E7 F9FE 8740 8745 8862 88A5 FEFE", "一 ぁ ￭ 䏰 𧉧 Ê̄ ê̌ 秔")]
    [InlineData("GBK", "D2BB 80 A8BC A6D9 FE59", "一 € ḿ ︐ 龴")]
    [InlineData("gb18030", "81308130 9439FC36 8135F437", "\u0080 😀 \uE7C7")]
    [InlineData("ISO-2022-JP", "1B2442 2522 1B284A 5C7E 1B2849 31 1B2842 41", "ア¥‾ｱA")]
    public void Standard_MultiByteIndexes(string encoding, string bytes, string expected)
    {
        // A space between sequences stands for itself, except inside ISO-2022-JP.
        var hex = encoding == "ISO-2022-JP" ? bytes.Replace(" ", string.Empty, StringComparison.Ordinal) : bytes.Replace(" ", "20", StringComparison.Ordinal);
        Assert.Equal(expected, Decode(encoding, hex));
    }

    [Theory]
    [InlineData("Shift_JIS", "8122", "\uFFFD\"")]
    [InlineData("Shift_JIS", "81", "\uFFFD")]
    [InlineData("Big5", "813C 8181 A27F 80 FF A4", "\uFFFD<\uFFFD\uFFFD\u007F\uFFFD\uFFFD\uFFFD")]
    [InlineData("EUC-KR", "813C", "\uFFFD<")]
    [InlineData("EUC-KR", "C95F", "\uFFFD_")]
    [InlineData("EUC-JP", "A13C", "\uFFFD<")]
    [InlineData("EUC-JP", "8FA13C", "\uFFFD<")]
    [InlineData("GBK", "813C", "\uFFFD<")]
    [InlineData("gb18030", "81303C", "\uFFFD0<")]
    [InlineData("gb18030", "8130813C", "\uFFFD0\uFFFD<")]
    [InlineData("gb18030", "8130", "\uFFFD")]
    [InlineData("gb18030", "E3329A36", "\uFFFD")]
    [InlineData("ISO-2022-JP", "1B2842 1B2842 3C", "\uFFFD<")]
    [InlineData("ISO-2022-JP", "1B3C", "\uFFFD<")]
    [InlineData("ISO-2022-JP", "1B2442 25 1B2842 3C", "\uFFFD<")]
    [InlineData("UTF-8", "C03C E2823C F0", "\uFFFD<\uFFFD<\uFFFD")]
    [InlineData("UTF-16LE", "3CD8 3C00", "\uFFFD<")]
    [InlineData("UTF-16LE", "3C00 E0D8 DD", "<\uFFFD")]
    [InlineData("UTF-16BE", "003C D8", "<\uFFFD")]
    [InlineData("replacement", "3C3C3C", "\uFFFD")]
    public void H08_Standard_AnErrorSwallowsNoMarkup(string encoding, string bytes, string expected) =>
        Assert.Equal(expected, Decode(encoding, bytes.Replace(" ", string.Empty, StringComparison.Ordinal)));

    [Fact]
    public void H08_Decode_OfAnyBytes_NeverThrowsNorYieldsMoreCharactersThanBytes()
    {
        var encodings = EncodingLabels.All.Values.Distinct().ToList();
        Prop.ForAll<byte[]>(bytes => encodings.TrueForAll(encoding =>
        {
            var characters = new char[bytes.Length];
            return encoding.Decoder.Decode(bytes, characters) <= bytes.Length;
        })).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Decode_OfAscii_IsTheSameInEveryEncodingButThreeOfTwoBytes()
    {
        var ascii = string.Concat(Enumerable.Range(0x20, 0x5F).Select(value => (char)value));
        var bytes = Encoding.ASCII.GetBytes(ascii);
        foreach (var encoding in EncodingLabels.All.Values.Distinct().Where(encoding => encoding.Name is not ("UTF-16LE" or "UTF-16BE" or "replacement")))
        {
            Assert.Equal(ascii, Decode(encoding.Name, Convert.ToHexString(bytes)));
        }
    }

    [Theory]
    [InlineData("Shift_JIS")]
    [InlineData("EUC-JP")]
    [InlineData("EUC-KR")]
    [InlineData("GBK")]
    [InlineData("windows-1251")]
    [InlineData("KOI8-R")]
    public void Decode_OfWhatTheQueryEncoderWrote_IsTheText(string name)
    {
        var text = name switch { "EUC-KR" => "가나다", "GBK" => "中文字", "Shift_JIS" or "EUC-JP" => "日本語カナ", _ => "Привет" };
        var encoding = EncodingLabels.Find(name);

        Assert.NotNull(encoding?.QueryEncoding);
        var bytes = encoding.QueryEncoding.GetBytes(text);

        Assert.Equal(text, Decode(name, Convert.ToHexString(bytes)));
    }

    private static string Decode(string encoding, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var characters = new char[bytes.Length];
        var found = EncodingLabels.Find(encoding);
        Assert.NotNull(found);
        return new string(characters, 0, found.Decoder.Decode(bytes, characters));
    }
}
