using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Frontier;

public sealed class WakeSignalTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly WakeSignal _wake;

    public WakeSignalTests() => _wake = new WakeSignal(Tick, _time);

    [Fact]
    public async Task Wait_AfterItWasSetTwice_EndsAtOnceAndOnlyOnce()
    {
        _wake.Set();
        _wake.Set();

        await _wake.WaitAsync(TestContext.Current.CancellationToken);

        var next = _wake.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        _wake.Set();
        await next;
    }

    [Fact]
    public async Task Wait_ForATimeBetweenTicks_EndsAtTheNextTickAndNotBefore()
    {
        _wake.WaitUntil(TimeSpan.FromMilliseconds(1_001).Ticks);
        var wait = _wake.WaitAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMilliseconds(1_009));
        Assert.False(wait.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(wait.IsCompleted);
        await wait;
    }

    [Fact]
    public async Task Wait_ForATimeOnATick_IsNotLengthened()
    {
        _wake.WaitUntil(TimeSpan.FromMilliseconds(1_000).Ticks);
        var wait = _wake.WaitAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromMilliseconds(1_000));

        Assert.True(wait.IsCompleted);
        await wait;
    }

    /// <summary>The timer is left as it is: whoever waits looks again, and only then sets it anew.</summary>
    [Fact]
    public async Task Wait_WhileTheTimerIsSetForEarlier_EndsThenAndTheNextOneAtItsTime()
    {
        _wake.WaitUntil(TimeSpan.FromSeconds(1).Ticks);
        _wake.WaitUntil(TimeSpan.FromSeconds(2).Ticks);
        var early = _wake.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(early.IsCompleted);
        await early;

        _wake.WaitUntil(TimeSpan.FromSeconds(2).Ticks);
        var wait = _wake.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(wait.IsCompleted);
        await wait;
    }

    [Fact]
    public async Task Wait_WhenTheTimerFires_GoesOnUnderTheTimer()
    {
        _wake.WaitUntil(TimeSpan.FromSeconds(1).Ticks);
        var wentOn = GoOnAfterAsync(_wake.WaitAsync(TestContext.Current.CancellationToken));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(wentOn.IsCompleted);
        Assert.Equal(Environment.CurrentManagedThreadId, await wentOn);
    }

    [Fact]
    public async Task SetIfBefore_AnEarlierTime_EndsTheWaitAndALaterDoesNot()
    {
        _wake.WaitUntil(TimeSpan.FromSeconds(1).Ticks);
        var wait = _wake.WaitAsync(TestContext.Current.CancellationToken);

        _wake.SetIfBefore(TimeSpan.FromSeconds(1).Ticks);
        Assert.False(wait.IsCompleted);

        _wake.SetIfBefore(TimeSpan.FromMilliseconds(999).Ticks);
        Assert.True(wait.IsCompleted);
        await wait;
    }

    [Fact]
    public async Task Wait_WhenCancelled_LeavesNothingBehindForTheNext()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _wake.WaitAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await wait);

        var next = _wake.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        _wake.Set();
        await next;
    }

    [Fact]
    public async Task Wait_UnderACancelledToken_IsCancelled() =>
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _wake.WaitAsync(new CancellationToken(canceled: true)));

    /// <summary>No set may be lost between a look and a wait: a lost one would hang this test.</summary>
    [Fact]
    public async Task Wait_WhileOthersSet_MissesNone()
    {
        const int Rounds = 20_000;
        var said = 0;
        var heard = 0;
        var talker = Task.Run(
            () =>
            {
                for (var round = 1; round <= Rounds; round++)
                {
                    Volatile.Write(ref said, round);
                    _wake.Set();
                }
            },
            TestContext.Current.CancellationToken);
        while (heard < Rounds)
        {
            await _wake.WaitAsync(TestContext.Current.CancellationToken);
            heard = Volatile.Read(ref said);
        }

        await talker;
    }

    public void Dispose() => _wake.Dispose();

    private static async Task<int> GoOnAfterAsync(ValueTask wait)
    {
        await wait.ConfigureAwait(false);
        return Environment.CurrentManagedThreadId;
    }
}
