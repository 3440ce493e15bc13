using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Politeness;

public sealed class HostThrottleTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Delay_WithOneAtATime_RunsFromTheEndOfTheFetch()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(2), 1);
        throttle.Begin(1, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(7));
        throttle.End(null, _time.GetTimestamp());

        Assert.Equal(TimeSpan.FromSeconds(2), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    [Fact]
    public void Delay_WithSeveralAtOnce_RunsBetweenTheBeginsOfFetches()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(2), 4);
        throttle.Begin(throttle.Room, _time.GetTimestamp());
        var first = throttle.ReadyAt;
        _time.Advance(TimeSpan.FromSeconds(1));
        throttle.End(null, _time.GetTimestamp());

        Assert.Equal(1, throttle.Room);
        Assert.Equal(first, throttle.ReadyAt);
    }

    [Fact]
    public void Room_WithoutADelay_IsAllThatIsLeft()
    {
        var throttle = Throttle(TimeSpan.Zero, 4);
        throttle.Begin(3, _time.GetTimestamp());

        Assert.Equal(1, throttle.Room);
    }

    [Fact]
    public void Pause_ThatAHostAskedFor_IsLongerThanTheDelayOrHasNoEffect()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(10), 1);
        throttle.Begin(1, _time.GetTimestamp());
        throttle.End(TimeSpan.FromSeconds(3), _time.GetTimestamp());

        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    private HostThrottle Throttle(TimeSpan delay, int inFlight) =>
        new(new PolitenessOptions { Delay = delay, MaxInFlightPerHost = inFlight }, _time);
}
