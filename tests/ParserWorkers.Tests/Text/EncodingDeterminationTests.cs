using System.Text;
using AsyncCrawler.ParserWorkers.Tests.Html;
using AsyncCrawler.ParserWorkers.Text;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class EncodingDeterminationTests
{
    [Theory]
    [InlineData("\u00EF\u00BB\u00BF<meta charset=koi8-r>", "text/html; charset=euc-kr", "UTF-8")]
    [InlineData("\u00FE\u00FF<", "text/html; charset=euc-kr", "UTF-16BE")]
    [InlineData("\u00FF\u00FE<", null, "UTF-16LE")]
    [InlineData("<meta charset=koi8-r>", "text/html; charset=euc-kr", "EUC-KR")]
    [InlineData("<meta charset=koi8-r>", "text/html; charset=nonsense", "KOI8-R")]
    [InlineData("<meta charset=koi8-r>", null, "KOI8-R")]
    [InlineData("plain", null, "UTF-8")]
    [InlineData("gr\u00FC\u00DFe", null, "windows-1252")]
    [InlineData("", null, "UTF-8")]
    [InlineData("<meta charset=utf-16le>", null, "UTF-8")]
    [InlineData("<meta charset=x-user-defined>", null, "windows-1252")]
    [InlineData("<", "text/html; charset=utf-16be", "UTF-16BE")]
    [InlineData("<?xml version='1.0' encoding='euc-jp'?>", null, "EUC-JP")]
    [InlineData("<?xml encoding='euc-jp'?><meta charset=koi8-r>", null, "KOI8-R")]
    [InlineData("<\0?\0x\0", null, "UTF-16LE")]
    [InlineData("\0<\0?\0x", null, "UTF-16BE")]
    public void H08_Standard_TheOrderOfEvidence(string latin1, string? contentType, string expected) =>
        Assert.Equal(expected, Determine(Encoding.Latin1.GetBytes(latin1), contentType));

    [Theory]
    [InlineData("{0}<meta charset=koi8-r>", "KOI8-R")]
    [InlineData("{0}<meta http-equiv=content-type content='text/html; charset=koi8-r'>", "KOI8-R")]
    [InlineData("{0}<meta charset=koi8-r>\u00FF", "KOI8-R")]
    [InlineData("{0}<meta charset=koi8-r>\u00C3\u00BC", "UTF-8")] // Two bytes that are UTF-8.
    [InlineData("<meta charset=euc-jp>{0}<meta charset=koi8-r>", "EUC-JP")]
    [InlineData("{0}<!-- <meta charset=koi8-r> -->", "UTF-8")]
    [InlineData("{0}<script>'<meta charset=koi8-r>'</script>", "UTF-8")]
    [InlineData("{0}<SCRIPT x>'<meta charset=koi8-r>'</Script ><meta charset=euc-jp>", "EUC-JP")]
    [InlineData("{0}<title><meta charset=koi8-r>", "UTF-8")]
    [InlineData("{0}<a title='<meta charset=koi8-r>'>", "UTF-8")]
    [InlineData("{0}<meta charset=koi8-r", "UTF-8")]
    public void H08_ADeclarationBehindTheFirst1024Bytes_CountsUnlessTheBytesAreUtf8(string latin1, string expected)
    {
        foreach (var before in new[] { 1025 - 21, 1025, 70_000 })
        {
            Assert.Equal(expected, Determine(Encoding.Latin1.GetBytes(latin1.Replace("{0}", new string(' ', before), StringComparison.Ordinal)), null));
        }
    }

    [Theory]
    [InlineData("<!-- <meta charset=koi8-r> --><meta charset=euc-jp>", "EUC-JP")]
    [InlineData("<!--><meta charset=koi8-r>-->", "KOI8-R")]
    [InlineData("<!-- <meta charset=koi8-r>", "UTF-8")]
    [InlineData("<? <meta charset=koi8-r> ?><meta charset=euc-jp>", "EUC-JP")]
    [InlineData("<a title='<meta charset=koi8-r>'><meta charset=euc-jp>", "EUC-JP")]
    [InlineData("</a title='<meta charset=koi8-r>'><meta charset=euc-jp>", "EUC-JP")]
    [InlineData("<meta content='text/html; charset=koi8-r'>", "UTF-8")]
    [InlineData("<meta http-equiv=content-type content='text/html; charset=koi8-r'>", "KOI8-R")]
    [InlineData("<meta content='charset=koi8-r' http-equiv=CONTENT-TYPE>", "KOI8-R")]
    [InlineData("<meta http-equiv=content-type content='charset = \"koi8-r\"'>", "KOI8-R")]
    [InlineData("<meta http-equiv=content-type content='charset=\"koi8-r'>", "UTF-8")]
    [InlineData("<meta http-equiv=content-type content='charsetcharset=koi8-r;x'>", "KOI8-R")]
    [InlineData("<meta charset=nonsense><meta charset=koi8-r>", "KOI8-R")]
    [InlineData("<meta charset=euc-jp charset=koi8-r>", "EUC-JP")]
    [InlineData("<metadata charset=koi8-r>", "UTF-8")]
    [InlineData("<meta/charset=koi8-r>", "KOI8-R")]
    [InlineData("<META CHARSET = ' KOI8-R '>", "KOI8-R")]
    [InlineData("<meta charset=koi8-r", "UTF-8")]
    [InlineData("<meta charset='koi8-r'", "UTF-8")]
    public void Standard_ThePrescan(string html, string expected) => Assert.Equal(expected, Determine(Encoding.ASCII.GetBytes(html), null));

    [Theory]
    [InlineData("tests1.dat")]
    [InlineData("tests2.dat")]
    public void Determine_OfHtml5LibPages_FindsTheirEncoding(string file)
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var test in Html5LibFile.ReadTests(Corpora.Require($"html5lib/encoding/{file}")))
        {
            count++;
            var expected = EncodingLabels.Find(test["encoding"].Trim())?.Name;

            // Their default is windows-1252; ours guesses UTF-8 where the bytes are valid, as the corpora's oracles do.
            var found = Determine(Encoding.UTF8.GetBytes(test["data"]), null);
            if (expected != found && (expected, found) is not ("windows-1252", "UTF-8"))
            {
                differences.Add($"{expected} was {found}: {test["data"]}");
            }
        }

        Assert.True(count > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string Determine(byte[] document, string? contentType) =>
        EncodingDetermination.Determine(document, ContentType.Parse(contentType), out _).Name;
}
