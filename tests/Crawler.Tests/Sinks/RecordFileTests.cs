using System.Text;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class RecordFileTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Append_BeforeTheFlush_LeavesTheFileAlone()
    {
        var stream = new MemoryStream();
        await using var file = new RecordFile("memory", stream);

        file.Append("one\n"u8, None);
        Assert.Equal(0, stream.Length);

        file.Flush(None);
        Assert.Equal("one\n", Text(stream));
    }

    [Fact]
    public async Task Append_WhenTheBufferIsFull_WritesWholeRecordsOnly()
    {
        var stream = new MemoryStream();
        await using var file = new RecordFile("memory", stream);
        var record = Record('x', 1000);

        while (stream.Length == 0)
        {
            file.Append(record, None);
        }

        Assert.Equal(0, stream.Length % record.Length);
        Assert.InRange(stream.Length, RecordFile.BufferSize - record.Length, RecordFile.BufferSize);
    }

    [Fact]
    public async Task Append_OfARecordLongerThanTheBuffer_KeepsTheOrder()
    {
        var stream = new MemoryStream();
        var file = new RecordFile("memory", stream);
        var records = new[] { Record('a', 10), Record('b', RecordFile.BufferSize + 1), Record('c', 10), Record('d', RecordFile.BufferSize) };

        foreach (var record in records)
        {
            file.Append(record, None);
        }

        await file.DisposeAsync();
        Assert.Equal(records.SelectMany(record => record), stream.ToArray());
    }

    [Fact]
    public async Task Flush_WhenTheDiskFillsUp_LeavesNoTornRecordAndKeepsWhatWasGathered()
    {
        var stream = new FaultyStream(capacity: 10);
        await using var file = new RecordFile("memory", stream);
        file.Append("first\n"u8, None);
        file.Flush(None);
        file.Append("second\n"u8, None);

        Assert.Throws<IOException>(() => file.Flush(None));
        Assert.Equal("first\n", Text(stream));

        stream.Room = 100;
        file.Flush(None);
        Assert.Equal("first\nsecond\n", Text(stream));
    }

    [Fact]
    public async Task Append_WhenALongRecordDoesNotFit_ThrowsAndIsNotInTheFileLater()
    {
        var stream = new FaultyStream(capacity: 1000);
        await using var file = new RecordFile("memory", stream);

        Assert.Throws<IOException>(() => file.Append(Record('x', RecordFile.BufferSize + 1), None));
        stream.Room = long.MaxValue;
        file.Append("next\n"u8, None);
        file.Flush(None);

        Assert.Equal("next\n", Text(stream));
    }

    [Fact]
    public async Task Append_WhenCancelledBefore_AddsNothing()
    {
        var stream = new MemoryStream();
        var file = new RecordFile("memory", stream);

        Assert.Throws<OperationCanceledException>(() => file.Append("one\n"u8, new CancellationToken(canceled: true)));
        await file.DisposeAsync();

        Assert.Empty(stream.ToArray());
    }

    [Fact]
    public async Task Dispose_WhenTheDiskIsFull_ThrowsOnceAndClosesTheFile()
    {
        var stream = new FaultyStream(capacity: 0);
        var file = new RecordFile("memory", stream);
        file.Append("one\n"u8, None);

        await Assert.ThrowsAsync<IOException>(async () => await file.DisposeAsync());
        await file.DisposeAsync();

        Assert.False(stream.CanWrite);
    }

    [Fact]
    public void S17_Open_OnASymbolicLink_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("victim"), "keep");
        File.CreateSymbolicLink(folder.File("pages.jsonl"), folder.File("victim"));

        var error = Assert.Throws<IOException>(() => RecordFile.Open(folder.File("pages.jsonl"), RecordEnd.OfLines));

        Assert.Contains(folder.File("pages.jsonl"), error.Message, StringComparison.Ordinal);
        Assert.Equal("keep", File.ReadAllText(folder.File("victim")));
    }

    private static byte[] Record(char content, int length) => Encoding.ASCII.GetBytes(new string(content, length - 1) + "\n");

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
