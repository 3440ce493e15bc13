using System.Text;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class RecordEndTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("torn", 0)]
    [InlineData("a\n", 2)]
    [InlineData("a\nb\ntorn", 4)]
    public void OfLines_IsAfterTheLastLineFeed(string content, long expected) =>
        Assert.Equal(expected, RecordEnd.OfLines(Stream(content)));

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(200_000)]
    public void OfLines_WhenTheTornLineIsLongerThanABlock_IsFound(int torn) =>
        Assert.Equal(2, RecordEnd.OfLines(Stream("a\n" + new string('x', torn))));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a,b", 0)]
    [InlineData("a,b\r\n", 5)]
    [InlineData("a,b\r\nc,\"d\r\n", 5)]
    [InlineData("a,b\r\nc,\"d\r\ne\"", 5)]
    [InlineData("a,b\r\nc,\"d\r\ne\"\r\n", 15)]
    [InlineData("\"say \"\"\r\n\"\" twice\"\r\n", 20)]
    public void Rfc4180_OfCsv_IsAfterTheLastLineFeedOutsideQuotes(string content, long expected) =>
        Assert.Equal(expected, RecordEnd.OfCsv(Stream(content)));

    [Fact]
    public void OfCsv_WhenQuotesSpanBlocks_KeepsCount()
    {
        var record = "a,\"" + new string('\n', 100_000) + "\"\r\n";

        Assert.Equal(record.Length * 2, RecordEnd.OfCsv(Stream(record + record + record[..^3])));
    }

    private static MemoryStream Stream(string content) => new(Encoding.ASCII.GetBytes(content));
}
