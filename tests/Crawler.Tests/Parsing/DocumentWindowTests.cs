using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class DocumentWindowTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _time = new();
    private readonly DocumentWindow _window;
    private int _overdue;

    public DocumentWindowTests() => _window = new DocumentWindow(3, Deadline, _time, () => _overdue++);

    public void Dispose() => _window.Dispose();

    [Fact]
    public async Task Room_WhenAllIsReserved_IsGoneUntilTheFirstIsAnswered()
    {
        Assert.Equal(3, await ReserveAsync());
        _window.Add(Documents.Make(1, _time));
        var reserving = ReserveAsync();
        Assert.False(reserving.IsCompleted);

        Answer(1);

        Assert.Equal(1, await reserving);
    }

    [Fact]
    public async Task Room_ThatCameFreeTogether_IsReservedTogether()
    {
        Assert.Equal(3, await ReserveAsync());
        var reserving = ReserveAsync();

        _window.Release(0);
        Assert.False(reserving.IsCompleted);
        _window.Release(2);

        Assert.Equal(2, await reserving);
    }

    [Fact]
    public void First_IsTheOldestUnansweredOne()
    {
        Assert.Null(_window.First);
        Add(1, 2);

        Assert.Equal(1, _window.First?.Id);
        Answer(1);
        Assert.Equal(2, _window.First?.Id);
        Assert.Equal([2], _window.TakeAll().Select(document => document.Id));
        Assert.Null(_window.First);
    }

    [Fact]
    public void Deadline_OfTheFirst_RunsFromItsSending()
    {
        Add(1);

        _time.Advance(Deadline - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _overdue);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _overdue);
    }

    [Fact]
    public void Deadline_OfTheSecond_RunsFromTheAnswerToTheFirst()
    {
        Add(1, 2);
        _time.Advance(TimeSpan.FromSeconds(4));
        Answer(1);

        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Equal(0, _overdue);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(1, _overdue);
    }

    [Fact]
    public void Deadline_OfADocumentSentLater_RunsFromItsSending()
    {
        Add(1);
        Answer(1);
        _time.Advance(TimeSpan.FromSeconds(3));
        Add(2);

        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Equal(0, _overdue);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(1, _overdue);
    }

    [Fact]
    public void Deadline_WhenAllIsAnsweredOrTaken_EndsAndLeavesNoTimer()
    {
        Add(1, 2);
        Answer(1);
        _window.TakeAll();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 0), (_overdue, _time.ActiveTimerCount));
    }

    [Fact]
    public async Task Emptiness_IsReachedWithTheLastAnswerAndGivesTheRoomBack()
    {
        Assert.Equal(3, await ReserveAsync());
        Add(1, 2);
        _window.Release(1);
        var empty = _window.WaitUntilEmptyAsync(TestContext.Current.CancellationToken);
        Answer(1);
        Assert.False(empty.IsCompleted);

        Answer(2);

        await empty;
        Assert.Equal(3, await ReserveAsync());
    }

    private Task<int> ReserveAsync() => _window.ReserveAsync(TestContext.Current.CancellationToken).AsTask();

    private void Add(params long[] ids)
    {
        foreach (var id in ids)
        {
            _window.Add(Documents.Make(id, _time));
        }
    }

    private void Answer(long id)
    {
        Assert.Equal(id, _window.First?.Id);
        Assert.True(_window.TryRemoveFirst());
        _window.Release(1);
    }
}
