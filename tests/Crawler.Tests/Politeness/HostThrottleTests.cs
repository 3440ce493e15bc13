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
        Begin(throttle, 1);
        _time.Advance(TimeSpan.FromSeconds(7));
        throttle.End(HostLoad.Fine, null);

        Assert.Equal(TimeSpan.FromSeconds(2), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    [Fact]
    public void Delay_WithSeveralAtOnce_RunsBetweenTheBeginsOfFetches()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(2), 4);
        Begin(throttle, throttle.Room);
        var first = throttle.ReadyAt;
        _time.Advance(TimeSpan.FromSeconds(1));
        throttle.End(HostLoad.Fine, null);

        Assert.Equal(1, throttle.Room);
        Assert.Equal(first, throttle.ReadyAt);
    }

    [Fact]
    public void Room_WithoutADelay_IsAllThatIsLeft()
    {
        var throttle = Throttle(TimeSpan.Zero, 4);
        Begin(throttle, 3);

        Assert.Equal(1, throttle.Room);
    }

    [Fact]
    public void Pause_ThatAHostAskedFor_IsLongerThanTheDelayOrHasNoEffect()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(10), 1);
        Begin(throttle, 1);
        throttle.End(HostLoad.Fine, TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    [Fact]
    public void Room_ThatWasReservedForNothing_IsFreeAgainWithoutADelay()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(2), 1);
        throttle.Reserve(new ThrottleUser(TimeSpan.Zero, 1), 1);
        Assert.Equal(0, throttle.Room);

        throttle.Begin(1, 0);

        Assert.Equal(1, throttle.Room);
        Assert.Equal(0, throttle.ReadyAt);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(1, 2)]
    [InlineData(null, 2)]
    public void Delay_ThatAHostAsksFor_IsTakenWhenItIsLongerThanOurs(int? asked, int seconds)
    {
        var throttle = Throttle(TimeSpan.FromSeconds(2), 1);

        throttle.SetDelay(asked is { } value ? TimeSpan.FromSeconds(value) : null);
        throttle.Restart();
        Assert.Equal(TimeSpan.FromSeconds(seconds), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));

        _time.Advance(TimeSpan.FromMinutes(1));
        Begin(throttle, 1);
        throttle.End(HostLoad.Fine, null);
        Assert.Equal(TimeSpan.FromSeconds(seconds), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    [Fact]
    public void Q09_TwoUsers_AreHeldToTheStricterOfThem()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(1), 4);
        var strict = new ThrottleUser(TimeSpan.FromSeconds(5), 1);
        throttle.Join(strict);
        Begin(throttle, throttle.Room);
        Assert.Equal(0, throttle.Room);
        throttle.End(HostLoad.Fine, null);
        Assert.Equal(TimeSpan.FromSeconds(5), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));

        throttle.Leave(strict);
        _time.Advance(TimeSpan.FromSeconds(5));
        Begin(throttle, throttle.Room);

        Assert.Equal(TimeSpan.FromSeconds(1), _time.GetElapsedTime(_time.GetTimestamp(), throttle.ReadyAt));
    }

    [Fact]
    public void End_OfAFetch_TellsEveryUser()
    {
        var throttle = Throttle(TimeSpan.FromSeconds(1), 1);
        var other = new ThrottleUser(TimeSpan.FromSeconds(1), 1);
        throttle.Join(other);
        Begin(throttle, 1);

        throttle.End(HostLoad.Fine, null);

        Assert.Equal(1, other.TimesTold);
    }

    private static void Begin(HostThrottle throttle, int count)
    {
        throttle.Reserve(new ThrottleUser(TimeSpan.Zero, 1), count);
        throttle.Begin(count, count);
    }

    private HostThrottle Throttle(TimeSpan delay, int inFlight)
    {
        var throttle = new HostThrottle(_time);
        throttle.Join(new ThrottleUser(delay, inFlight));
        return throttle;
    }
}
