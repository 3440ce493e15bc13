using System.Text;
using AsyncCrawler.Seeds;

namespace AsyncCrawler.Tests.Seeds;

public sealed class SeedFileTests
{
    private readonly List<(long Line, string Text)> _badLines = [];

    [Fact]
    public async Task U08_MarksEndsBlanksAndComments_AreNoSeedsAndNoFaults()
    {
        var urls = await ReadAsync("\uFEFFhttp://a.test/\r\n\n# a comment\r  http://b.test/x \rhttp://c.test/");

        Assert.Equal(["http://a.test/", "http://b.test/x", "http://c.test/"], urls);
        Assert.Empty(_badLines);
    }

    [Fact]
    public async Task U08_BadLines_AreReportedWithTheirNumbersAndCostOnlyThemselves()
    {
        var urls = await ReadAsync("http://a.test/\nnot a url\r\n\r\nftp://b.test/\n\0\0\nhttp://c.test/");

        Assert.Equal(["http://a.test/", "http://c.test/"], urls);
        Assert.Equal([2, 4, 5], _badLines.Select(bad => bad.Line));
    }

    [Fact]
    public async Task U08_ALineLongerThanMemoryShouldHold_IsCutAndReported()
    {
        var urls = await ReadAsync($"{new string('x', 3_000_000)}\nhttp://a.test/");

        Assert.Equal(["http://a.test/"], urls);
        Assert.Equal((1, 120), (_badLines[0].Line, _badLines[0].Text.Length));
    }

    [Fact]
    public async Task U08_BytesThatAreNoUtf8_AreReadAsReplacementCharacters()
    {
        var file = new SeedFile(() => new MemoryStream([.. "http://a.test/"u8, 0xFF, (byte)'\n', .. "http://b.test/"u8]), (line, text) => _badLines.Add((line, text)));

        Assert.Equal(2, await file.ReadAsync(TestContext.Current.CancellationToken).CountAsync());
    }

    private async Task<List<string>> ReadAsync(string text)
    {
        var file = new SeedFile(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), (line, bad) => _badLines.Add((line, bad)));
        return await file.ReadAsync(TestContext.Current.CancellationToken).Select(seed => seed.Url.Text).ToListAsync();
    }
}
