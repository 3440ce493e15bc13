using System.Text;
using AsyncCrawler.ParserWorkers.Html;
using AsyncCrawler.ParserWorkers.Html.Tokenization;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

public sealed class HtmlTokenizerTests
{
    [Fact]
    public void Standard_OfEveryHtml5LibTest_FindsItsTokens()
    {
        var differences = new List<string>();
        var (count, impossible) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(Corpora.Require("html5lib/tokenizer"), "*.test").Order(StringComparer.Ordinal))
        {
            foreach (var test in Html5LibTokenTest.ReadFile(file))
            {
                if (HasLoneSurrogate(test.Input))
                {
                    // No decoder makes half of a surrogate pair, so no page has one.
                    impossible++;
                    continue;
                }

                foreach (var mode in test.Modes)
                {
                    count++;
                    var tokens = TokenLog.Read(Encoding.UTF8.GetBytes(test.Input), mode, test.LastStartTag);
                    if (!tokens.SequenceEqual(test.Output))
                    {
                        differences.Add($"{Path.GetFileName(file)}, {test.Description}, {mode}:\n   {string.Join(" | ", test.Output)}\n   {string.Join(" | ", tokens)}");
                    }
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.Take(20))}");
        Assert.True(count > 4_000);
        Assert.Equal(2, impossible);
    }

    [Theory]
    [InlineData("<svg><![CDATA[<a>]]></svg>", true, "start tag svg   | characters <a> | end tag svg")]
    [InlineData("<svg><![CDATA[<a>]]></svg>", false, "start tag svg   | comment [CDATA[<a | characters ]]> | end tag svg")]
    [InlineData("<![CDATA[]]><![CDATA[x", true, "characters x")]
    public void Standard_CdataSections_ExistInForeignContentOnly(string page, bool isForeign, string expected) =>
        Assert.Equal(expected, string.Join(" | ", TokenLog.Read(Encoding.UTF8.GetBytes(page), isForeign: isForeign)));

    [Theory]
    [InlineData("<a \r\nb='1\r\n2\r3'>\r\n", "start tag a  [b=1\n2\n3] | characters \n")]
    [InlineData("<a B=1 b=2 c>", "start tag a  [b=1] [c=]")]
    [InlineData("<a b=c/>", "start tag a  [b=c/]")]
    [InlineData("<a b/ >", "start tag a  [b=]")]
    [InlineData("<a =b=c>", "start tag a  [=b=c]")]
    [InlineData("<a b=\"c>", "")]
    [InlineData("<a href='?a=1&copy=2&lt;&copy&#38;'>", "start tag a  [href=?a=1&copy=2<\u00A9&]")]
    public void Standard_Attributes(string page, string expected) => Assert.Equal(expected, string.Join(" | ", TokenLog.Read(Encoding.UTF8.GetBytes(page))));

    [Fact]
    public void Standard_BytesThatAreNoUtf8_AreReplacedAsTheDecoderDoes()
    {
        byte[] page = [.. "<a b='"u8, 0xE2, 0x82, (byte)'\'', .. ">"u8, 0xF0, 0x9F, 0x98, 0xC0, 0xAF, (byte)'<', 0xED, 0xA0, 0x80];

        Assert.Equal(["start tag a  [b=\uFFFD]", "characters \uFFFD\uFFFD\uFFFD<\uFFFD\uFFFD\uFFFD"], TokenLog.Read(page));
    }

    [Theory]
    [InlineData("<a b>")]
    [InlineData("<b")]
    [InlineData("</b")]
    [InlineData(" b=c")]
    [InlineData(" b='c'")]
    [InlineData("<!--")]
    [InlineData("-")]
    [InlineData("<!-- -- ")]
    [InlineData("<script><!--")]
    [InlineData("<script>")]
    [InlineData("</scrip")]
    [InlineData("<![CDATA[")]
    [InlineData("><![CDATA[]]>")]
    [InlineData("></>")]
    [InlineData("><a<b")]
    [InlineData("&")]
    public void S11_Read_OfRepeatedMarkup_AllocatesNothing(string unit)
    {
        var page = Encoding.UTF8.GetBytes("<a" + string.Concat(Enumerable.Repeat(unit, 200_000)));
        Count(page);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(page);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int Count(ReadOnlySpan<byte> page)
    {
        var tokenizer = new HtmlTokenizer(page) { IsInForeignContent = true };
        var count = 0;
        while (tokenizer.Read() is var kind and not TokenKind.EndOfFile)
        {
            count++;
            if (kind == TokenKind.StartTag)
            {
                tokenizer.Enter(TokenReader.ModeBehind(tokenizer.Tag));
            }
        }

        return count;
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
