using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.TestKit;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void SetClock_ToAnotherTimeOfDay_LeavesTimestampsAndTimersAlone()
    {
        var time = new ManualTimeProvider();
        var fired = 0;
        using var timer = time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(1));
        var timestamp = time.GetTimestamp();

        time.SetClock(ManualTimeProvider.DefaultStart - TimeSpan.FromDays(1));

        Assert.Equal(timestamp, time.GetTimestamp());
        Assert.Equal(0, fired);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
        Assert.Equal(ManualTimeProvider.DefaultStart - TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1), time.GetUtcNow());
    }

    [Fact]
    public void Advance_OverSeveralTimers_FiresThemInOrderAtTheirOwnTimes()
    {
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var ticking = Timer("tick", 1, 1);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["early@1", "tick@1", "tick@2", "late@3", "tick@3"], _fired);
        Assert.Equal(ManualTimeProvider.DefaultStart.AddSeconds(3), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(3), _time.GetElapsedTime(0));
    }

    [Fact]
    public void Timer_ThatIsChangedOrDisposed_FiresNotAsItWasSet()
    {
        using var changed = Timer("changed", 1);
        Timer("disposed", 1).Dispose();
        changed.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["changed@2"], _fired);
        Assert.Equal(0, _time.ActiveTimerCount);
    }

    [Fact]
    public void Timer_ThatACallbackSets_FiresInTheSameAdvance()
    {
        ITimer? second = null;
        using var first = _time.CreateTimer(_ => second = Timer("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["second@2"], _fired);
        second?.Dispose();
    }

    [Fact]
    public async Task Delay_WithThisClock_EndsWhenItIsAdvanced()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(5), _time, TestContext.Current.CancellationToken);
        await _time.WaitForTimersAsync(1);

        _time.Advance(TimeSpan.FromSeconds(5));

        await delay;
    }

    private ITimer Timer(string name, int due, int? period = null) => _time.CreateTimer(
        _ => _fired.Add($"{name}@{_time.GetElapsedTime(0).TotalSeconds}"),
        null,
        TimeSpan.FromSeconds(due),
        period is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
}
