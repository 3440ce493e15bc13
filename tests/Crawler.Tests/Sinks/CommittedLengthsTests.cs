using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class CommittedLengthsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly List<(string Path, long Bytes)> _losses = [];

    private string Path => _folder.File("pages.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{1}\n{2}\n{3}\n", 8, "{1}\n{2}\n")]
    [InlineData("{1}\n{2}\n{3", 8, "{1}\n{2}\n")]
    [InlineData("{1}\n{2}\n", 8, "{1}\n{2}\n")]
    [InlineData("{1}\n", 0, "")]
    public async Task R03_Open_OfAFileLongerThanWasCommitted_CutsItBack(string content, long committed, string expected)
    {
        await File.WriteAllTextAsync(Path, content, TestContext.Current.CancellationToken);

        await OpenAsync(new Dictionary<string, string> { ["file:pages.jsonl"] = $"{committed}" });

        Assert.Equal(expected, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Empty(_losses);
    }

    [Fact]
    public async Task Open_OfAFileThatNoCommitKnows_EmptiesIt()
    {
        await File.WriteAllTextAsync(Path, "{1}\n", TestContext.Current.CancellationToken);

        await OpenAsync(new Dictionary<string, string>());

        Assert.Equal("", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task F04_Open_OfAFileShorterThanWasCommitted_KeepsItsWholeRecordsAndReportsTheLoss()
    {
        await File.WriteAllTextAsync(Path, "{1}\n{2", TestContext.Current.CancellationToken);

        await OpenAsync(new Dictionary<string, string> { ["file:pages.jsonl"] = "12" });

        Assert.Equal("{1}\n", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal([(Path, 8)], _losses);
    }

    private async Task OpenAsync(Dictionary<string, string> notes) =>
        await JsonLinesSink.Open(Path, new RecordContents(), new CommittedLengths(notes, (path, bytes) => _losses.Add((path, bytes)))).DisposeAsync();
}
