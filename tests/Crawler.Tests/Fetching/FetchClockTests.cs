using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

public sealed class FetchClockTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FetchOptions _options = new();

    [Fact]
    public void LeastProgress_WithEnoughBytesInEachWindow_GoesOn()
    {
        using var clock = new FetchClock(_options, _time, CancellationToken.None);
        clock.Await();

        for (var i = 0; i < 5; i++)
        {
            clock.Report(1_024);
            _time.Advance(_options.LeastProgressWindow);
        }

        Assert.Null(clock.Expired);
        clock.Report(1_023);
        _time.Advance(_options.LeastProgressWindow);
        Assert.Equal(FetchFailureReason.TooSlow, clock.Expired?.Reason);
        Assert.True(clock.Token.IsCancellationRequested);
    }

    [Fact]
    public void LeastProgress_BeforeAnythingIsWaitedFor_DoesNotRun()
    {
        using var clock = new FetchClock(_options, _time, CancellationToken.None);

        _time.Advance(_options.LeastProgressWindow * 2);

        Assert.Null(clock.Expired);
        Assert.Equal(1, _time.ActiveTimerCount);
    }

    [Fact]
    public void LeastProgress_WhilePaused_DoesNotRun()
    {
        using var clock = new FetchClock(_options, _time, CancellationToken.None);
        clock.Await();

        clock.Pause();
        _time.Advance(_options.LeastProgressWindow * 3);
        clock.Resume();
        _time.Advance(_options.LeastProgressWindow - TimeSpan.FromTicks(1));

        Assert.Null(clock.Expired);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(FetchFailureReason.TooSlow, clock.Expired?.Reason);
    }

    [Fact]
    public void TotalTime_WhateverComesIn_RunsOut()
    {
        using var clock = new FetchClock(_options, _time, CancellationToken.None);
        clock.Await();

        for (var left = _options.TotalTimeout; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            Assert.Null(clock.Expired);
            clock.Report(1_000_000);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(FetchFailureReason.TimedOut, clock.Expired?.Reason);
    }

    [Fact]
    public async Task Caller_WhoCancels_EndsTheFetchToo()
    {
        using var caller = new CancellationTokenSource();
        using var clock = new FetchClock(_options, _time, caller.Token);

        await caller.CancelAsync();

        Assert.True(clock.Token.IsCancellationRequested);
    }

    [Fact]
    public void Clock_ThatIsDisposed_LeavesNoTimer()
    {
        var clock = new FetchClock(_options, _time, CancellationToken.None);
        clock.Await();

        clock.Dispose();

        Assert.Equal(0, _time.ActiveTimerCount);
        clock.Await();
        Assert.Equal(0, _time.ActiveTimerCount);
    }
}
