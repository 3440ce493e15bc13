using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class EncodingLabelsTests
{
    [Fact]
    public void Standard_Encoding4_2_Has228LabelsOf40Encodings()
    {
        Assert.Equal(228, EncodingLabels.All.Count);
        Assert.Equal(40, EncodingLabels.All.Values.Select(encoding => encoding.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("latin1", "windows-1252")]
    [InlineData(" ASCII\n", "windows-1252")]
    [InlineData("Utf8", "UTF-8")]
    [InlineData("gb2312", "GBK")]
    [InlineData("ks_c_5601-1987", "EUC-KR")]
    [InlineData("logical", "ISO-8859-8-I")]
    [InlineData("iso-8859-9", "windows-1254")]
    [InlineData("x-sjis", "Shift_JIS")]
    [InlineData("hz-gb-2312", "replacement")]
    [InlineData("utf-16", "UTF-16LE")]
    public void Find_OfALabel_GivesTheStandardsName(string label, string name) => Assert.Equal(name, EncodingLabels.Find(label)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("utf-7")]
    [InlineData("utf-32")]
    [InlineData("\u00A0utf-8")]
    public void Find_OfAnUnknownLabel_GivesNothing(string label) => Assert.Null(EncodingLabels.Find(label));
}
