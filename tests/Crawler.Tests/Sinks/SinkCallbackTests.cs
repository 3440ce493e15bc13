using System.Globalization;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class SinkCallbackTests
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task Page_GoesToEverySinkInOrder()
    {
        await using var callback = new SinkCallback([new RecordingSink("a", _calls), new RecordingSink("b", _calls)]);

        await callback.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None);

        Assert.Equal(["a write", "b write"], _calls);
    }

    [Fact]
    public async Task Commit_OfPages_FlushesAllSinksAndNotesTheLengthsOfTheirFiles()
    {
        using var folder = new ScratchFolder();
        await using var callback = new SinkCallback([await CsvSink.OpenAsync(folder.File("pages.csv"), [], null, CancellationToken.None), JsonLinesSink.Open(folder.File("pages.jsonl"), new RecordContents())]);
        var notes = new Dictionary<string, string>();

        await callback.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None);
        await callback.PrepareCommitAsync(notes, CancellationToken.None);

        Assert.Equal(["file:pages.csv", "file:pages.jsonl"], notes.Keys.Order());
        Assert.All(notes, note => Assert.Equal(note.Value, new FileInfo(folder.File(note.Key["file:".Length..])).Length.ToString(CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("0", notes.Values);
    }

    [Fact]
    public async Task Fault_NamesTheSinkThePlaceAndTheCause()
    {
        var callback = new SinkCallback([new RecordingSink("/tmp/full", _calls) { Fault = new IOException("No space left on device") }]);

        var error = await Assert.ThrowsAsync<SinkUnavailableException>(async () => await callback.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None));

        Assert.StartsWith("RecordingSink cannot write to /tmp/full: No space left on device. ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("then resume the crawl.", error.Message, StringComparison.Ordinal);
        Assert.Equal(("RecordingSink", "/tmp/full"), (error.Sink, error.Location));
        Assert.IsType<IOException>(error.InnerException);
    }

    [Fact]
    public async Task Fault_OfTheFirstSink_KeepsThePageFromTheSecond()
    {
        var callback = new SinkCallback(
            [new RecordingSink("a", _calls) { Fault = new UnauthorizedAccessException("Access is denied.") }, new RecordingSink("b", _calls)]);

        await Assert.ThrowsAsync<SinkUnavailableException>(async () => await callback.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None));

        Assert.Equal(["a write"], _calls);
    }

    [Fact]
    public async Task Fault_ThatIsABug_IsNotDisguised()
    {
        var callback = new SinkCallback([new RecordingSink("a", _calls) { Fault = new InvalidOperationException("bug") }]);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await callback.OnPageDoneAsync(PageOutcomes.Page(), CancellationToken.None));
    }

    [Fact]
    public async Task Dispose_WhenOneSinkFails_ClosesTheOthersAndThrows()
    {
        var callback = new SinkCallback(
            [new RecordingSink("a", _calls) { Fault = new IOException("first") }, new RecordingSink("b", _calls) { Fault = new IOException("second") }, new RecordingSink("c", _calls)]);

        var error = await Assert.ThrowsAsync<SinkUnavailableException>(async () => await callback.DisposeAsync());

        Assert.Equal("a", error.Location);
        Assert.Equal(["a dispose", "b dispose", "c dispose"], _calls);
    }

    private sealed class RecordingSink(string location, List<string> calls) : IResultSink
    {
        public string Location => location;

        public Exception? Fault { get; init; }

        public RecordFile Records => throw new NotSupportedException("It has none.");

        public void Write(PageOutcome page, CancellationToken cancellationToken) => Note("write");

        public ValueTask DisposeAsync()
        {
            Note("dispose");
            return ValueTask.CompletedTask;
        }

        private void Note(string call)
        {
            calls.Add($"{location} {call}");
            if (Fault is not null)
            {
                throw Fault;
            }
        }
    }
}
