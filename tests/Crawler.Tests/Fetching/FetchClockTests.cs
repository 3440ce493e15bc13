using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

public sealed class LeastProgressClockTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FetchOptions _options = new();

    [Fact]
    public void Clock_WithEnoughBytesInEachWindow_DoesNotStall()
    {
        using var clock = new LeastProgressClock(_options, _time, CancellationToken.None);

        for (var i = 0; i < 5; i++)
        {
            clock.Report(1_024);
            _time.Advance(_options.LeastProgressWindow);
        }

        Assert.False(clock.HasStalled);
        clock.Report(1_023);
        _time.Advance(_options.LeastProgressWindow);
        Assert.True(clock.HasStalled);
        Assert.True(clock.Token.IsCancellationRequested);
    }

    [Fact]
    public void Clock_WhilePaused_DoesNotStall()
    {
        using var clock = new LeastProgressClock(_options, _time, CancellationToken.None);

        clock.Pause();
        _time.Advance(TimeSpan.FromHours(1));
        clock.Resume();
        _time.Advance(_options.LeastProgressWindow - TimeSpan.FromTicks(1));

        Assert.False(clock.HasStalled);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.True(clock.HasStalled);
    }

    [Fact]
    public void Clock_ThatIsDisposed_LeavesNoTimer()
    {
        new LeastProgressClock(_options, _time, CancellationToken.None).Dispose();

        Assert.Equal(0, _time.ActiveTimerCount);
    }
}
