using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class DocumentQueueTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly PoisonLedger _poison = new(10);
    private readonly PoolCounters _counters = new();
    private readonly DocumentQueue _queue;

    public DocumentQueueTests() => _queue = new DocumentQueue(_poison, _counters);

    [Fact]
    public void Take_GivesTheOldestFirst_AlsoWhenItCameBack()
    {
        foreach (var id in new[] { 2, 3, 1 })
        {
            _queue.Add(Documents.Make(id, _time));
        }

        Assert.Equal([1, 2, 3], TakeAll().Select(document => document.Id));
    }

    [Fact]
    public void Take_LeavesOutWhatNobodyWaitsFor()
    {
        var answered = Documents.Make(1, _time);
        answered.Answer(ParseOutcome.NotNeeded.Instance);
        _queue.Add(answered);

        Assert.Empty(TakeAll());
    }

    [Fact]
    public async Task Take_LeavesOutContentCondemnedSinceItWasAdded_AndAnswersIt()
    {
        var document = Documents.Make(1, _time, page: Pages.Of("lethal"));
        _queue.Add(document);
        _poison.Condemn(document.Content, ParseFailureReason.TimedOut);

        Assert.Empty(TakeAll());
        var outcome = Assert.IsType<ParseOutcome.Failed>(await document.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal((ParseFailureReason.TimedOut, null, 1), (outcome.Reason, outcome.Worker, _counters.Spared));
    }

    [Fact]
    public async Task Close_FailsWhatWaitsAndWhatComes_WithTheFirstFault()
    {
        var (before, after) = (Documents.Make(1, _time), Documents.Make(2, _time));
        var fault = new ParserUnavailableException("first");
        _queue.Add(before);

        _queue.Close(fault);
        _queue.Close(new ParserUnavailableException("second"));
        _queue.Add(after);

        foreach (var document in new[] { before, after })
        {
            Assert.Same(fault, await Assert.ThrowsAsync<ParserUnavailableException>(async () => await document.WaitAsync(TestContext.Current.CancellationToken)));
        }

        Assert.False(await _queue.WaitAsync(TestContext.Current.CancellationToken));
    }

    private IEnumerable<PendingDocument> TakeAll()
    {
        while (_queue.TryTake(out var document))
        {
            yield return document;
        }
    }
}
