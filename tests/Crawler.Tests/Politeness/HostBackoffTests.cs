using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Politeness;

public sealed class HostBackoffTests
{
    private static readonly TimeSpan Agreed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(60);

    [Fact]
    public void Note_OfEachOverload_HalvesTheRateDownToTheCeiling()
    {
        var backoff = new HostBackoff();

        var delays = Enumerable.Range(0, 7).Select(_ => After(backoff, HostLoad.Overloaded)).ToList();

        Assert.Equal([2, 4, 8, 16, 32, 60, 60], delays.Select(delay => delay.TotalSeconds));
    }

    [Fact]
    public void Note_OfEachAnswer_GivesASixteenthOfTheRateBack()
    {
        var backoff = new HostBackoff();
        backoff.Restore(TimeSpan.FromSeconds(16));

        var rates = Enumerable.Range(0, 15).Select(_ => 1 / After(backoff, HostLoad.Fine).TotalSeconds).ToList();

        Assert.Equal(Enumerable.Range(2, 14).Select(n => n / 16.0), rates.Take(14), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(TimeSpan.Zero, backoff.Delay);
    }

    [Fact]
    public void Note_OfAnOverloadWithoutAnAgreedDelay_SlowsDownAllTheSame()
    {
        var backoff = new HostBackoff();
        backoff.Note(HostLoad.Overloaded, TimeSpan.Zero, Ceiling);
        Assert.Equal(TimeSpan.FromMilliseconds(250), backoff.Delay);

        backoff.Note(HostLoad.Fine, TimeSpan.Zero, Ceiling);

        Assert.Equal(TimeSpan.Zero, backoff.Delay);
    }

    [Fact]
    public void Note_OfNothingKnown_ChangesNothing()
    {
        var backoff = new HostBackoff();
        backoff.Restore(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), After(backoff, HostLoad.Unknown));
    }

    [Fact]
    public void Note_WithACeilingBelowTheAgreedDelay_IsNeverFasterThanAgreed()
    {
        var throttle = new HostThrottle(new ManualTimeProvider());
        var user = new ThrottleUser(TimeSpan.FromSeconds(10), 1);
        user.Limits.MaxBackoffDelay = TimeSpan.FromSeconds(3);
        throttle.Join(user);
        throttle.Reserve(user, 1);

        throttle.End(HostLoad.Overloaded, null);

        Assert.Equal(TimeSpan.FromSeconds(10), throttle.Delay);
    }

    [Fact]
    public void Note_OfAnySigns_StaysBetweenTheAgreedDelayAndTheCeiling() =>
        Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), signs =>
        {
            var backoff = new HostBackoff();
            return signs.All(isFine =>
            {
                var before = backoff.Delay;
                var after = After(backoff, isFine ? HostLoad.Fine : HostLoad.Overloaded);
                return isFine ? after <= before : after > before || after == Ceiling;
            }) && (backoff.Delay == TimeSpan.Zero || backoff.Delay > Agreed) && backoff.Delay <= Ceiling;
        }).Check(SeededConfig.Instance);

    private static TimeSpan After(HostBackoff backoff, HostLoad load)
    {
        backoff.Note(load, Agreed, Ceiling);
        return backoff.Delay;
    }
}
