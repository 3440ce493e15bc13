using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Politeness;

public sealed class HostThrottlesTests
{
    private static readonly HostKey Host = Url("http://a.test/").Host;

    private readonly ManualTimeProvider _time = new();
    private readonly ThrottleUser _user = new(TimeSpan.FromSeconds(2), 1);
    private readonly HostThrottles _throttles;

    public HostThrottlesTests() => _throttles = new HostThrottles(_time);

    [Fact]
    public void Join_OfTwoUsersOfOneHost_GivesThemOneThrottle() =>
        Assert.Same(_throttles.Join(Host, _user), _throttles.Join(Host, new ThrottleUser(TimeSpan.Zero, 8)));

    [Fact]
    public void Leave_WhileTheDelayRuns_KeepsWhatIsOwed()
    {
        var throttle = _throttles.Join(Host, _user);
        throttle.Restart();
        _throttles.Leave(Host, _user);

        Assert.Same(throttle, _throttles.Join(Host, _user));
    }

    [Fact]
    public void Leave_WhenNothingIsOwed_ForgetsTheHost()
    {
        _throttles.Join(Host, _user);
        _throttles.Leave(Host, _user);

        Assert.Equal(0, _throttles.Count);
    }

    [Fact]
    public void U07_AMillionHostsOneAfterTheOther_LeaveNothingBehind()
    {
        for (var i = 0; i < 1_000_000; i += 100)
        {
            var host = Url($"http://host-{i}.test/").Host;
            _throttles.Join(host, _user).Restart();
            _throttles.Leave(host, _user);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_throttles.Count, 20, 1_024);
    }
}
