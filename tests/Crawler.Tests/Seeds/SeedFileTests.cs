using System.Globalization;
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

    /// <summary>64 MB by default, 1 GB when <c>ASYNCCRAWLER_SEED_MEGABYTES</c> says 1024.</summary>
    [Fact]
    public async Task U08_AFileLongerThanMemoryShouldHold_IsStreamed()
    {
        var megabytes = int.Parse(Environment.GetEnvironmentVariable("ASYNCCRAWLER_SEED_MEGABYTES") ?? "64", CultureInfo.InvariantCulture);
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1_024).Select(i => $"http://{i:D4}.test/{new string('x', 1_000)}\n".PadLeft(1_024))));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var seeds = 0L;
        var most = 0L;

        await foreach (var seed in new SeedFile(() => new RepeatedStream(block, megabytes), (line, bad) => _badLines.Add((line, bad))).ReadAsync(TestContext.Current.CancellationToken))
        {
            seeds++;
            most = seeds % 16_384 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
        }

        Assert.Equal((megabytes * 1_024L, 0), (seeds, _badLines.Count));
        Assert.InRange(most - before, long.MinValue, 16L * 1024 * 1024);
    }

    private async Task<List<string>> ReadAsync(string text)
    {
        var file = new SeedFile(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), (line, bad) => _badLines.Add((line, bad)));
        return await file.ReadAsync(TestContext.Current.CancellationToken).Select(seed => seed.Url.Text).ToListAsync();
    }
}
