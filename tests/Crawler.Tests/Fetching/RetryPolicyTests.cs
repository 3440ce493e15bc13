using AsyncCrawler.Fetching;
using AsyncCrawler.Politeness;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Fetching;

public sealed class RetryPolicyTests
{
    private readonly FetchOptions _options = new();

    public static TheoryData<FetchFailureReason, RetryVerdict> Reasons => new()
    {
        { FetchFailureReason.DnsNotFound, RetryVerdict.Never },
        { FetchFailureReason.DnsFailed, RetryVerdict.Again },
        { FetchFailureReason.BlockedAddress, RetryVerdict.Never },
        { FetchFailureReason.BlockedPort, RetryVerdict.Never },
        { FetchFailureReason.ConnectFailed, RetryVerdict.Again },
        { FetchFailureReason.ConnectTimedOut, RetryVerdict.Again },
        { FetchFailureReason.ProxyFailed, RetryVerdict.Again },
        { FetchFailureReason.TlsFailed, RetryVerdict.Never },
        { FetchFailureReason.TimedOut, RetryVerdict.Again },
        { FetchFailureReason.TooSlow, RetryVerdict.Again },
        { FetchFailureReason.ConnectionLost, RetryVerdict.Again },
        { FetchFailureReason.BadResponse, RetryVerdict.Never },
        { FetchFailureReason.HeadersTooLarge, RetryVerdict.Never },
        { FetchFailureReason.BadContentCoding, RetryVerdict.Never },
        { FetchFailureReason.BadRedirect, RetryVerdict.Never },
        { FetchFailureReason.RedirectLoop, RetryVerdict.Never },
        { FetchFailureReason.TooManyRedirects, RetryVerdict.Never },
        { FetchFailureReason.CircuitOpen, RetryVerdict.Never },
        { FetchFailureReason.RobotsDenied, RetryVerdict.Never },
        { FetchFailureReason.RobotsUnreachable, RetryVerdict.Never },
        { FetchFailureReason.Trap, RetryVerdict.Never },
        { FetchFailureReason.Cancelled, RetryVerdict.Later },
        { FetchFailureReason.Unexpected, RetryVerdict.Never },
    };

    [Fact]
    public void Reasons_OfTheTable_AreAllThereAre() =>
        Assert.Equal(Enum.GetValues<FetchFailureReason>().Order(), Reasons.Select(row => row.Data.Item1).Order());

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Failure_ByItsReason_IsTriedAgainOrNot(FetchFailureReason reason, RetryVerdict verdict)
    {
        var decision = Policy(0.5).Decide(Failed(reason), 1);

        Assert.Equal(verdict, decision.Verdict);
        Assert.Equal(verdict == RetryVerdict.Never, decision.RetryAfter is null);
    }

    [Theory]
    [InlineData(200, RetryVerdict.Never)]
    [InlineData(304, RetryVerdict.Never)]
    [InlineData(400, RetryVerdict.Never)]
    [InlineData(401, RetryVerdict.Never)]
    [InlineData(403, RetryVerdict.Never)]
    [InlineData(404, RetryVerdict.Never)]
    [InlineData(408, RetryVerdict.Again)]
    [InlineData(410, RetryVerdict.Never)]
    [InlineData(429, RetryVerdict.Again)]
    [InlineData(500, RetryVerdict.Again)]
    [InlineData(501, RetryVerdict.Never)]
    [InlineData(502, RetryVerdict.Again)]
    [InlineData(503, RetryVerdict.Again)]
    [InlineData(504, RetryVerdict.Again)]
    [InlineData(999, RetryVerdict.Never)]
    public void Status_OfAResponse_IsTriedAgainOrNot(int status, RetryVerdict verdict) =>
        Assert.Equal(verdict, Policy(0.5).Decide(Received(status), 1).Verdict);

    [Fact]
    public void Attempts_BeyondTheLimit_AreNotMade()
    {
        Assert.Equal(RetryVerdict.Again, Policy(0.5).Decide(Received(500), 2).Verdict);
        Assert.Equal(RetryVerdict.Never, Policy(0.5).Decide(Received(500), 3).Verdict);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(6, 60)]
    [InlineData(20, 60)]
    public void Delay_WithoutRetryAfter_IsARandomPartOfADoublingLimit(int attempt, int limitSeconds)
    {
        _options.MaxRetries = 20;

        Assert.Equal(TimeSpan.Zero, Policy(0).Decide(Failed(FetchFailureReason.ConnectionLost), attempt).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(limitSeconds) / 4, Policy(0.25).Decide(Failed(FetchFailureReason.ConnectionLost), attempt).RetryAfter);
    }

    [Fact]
    public void Delay_OfAnyOutcome_IsWithinTheLimits()
    {
        var random = new Random(7);
        var policy = new RetryPolicy(_options, random.NextDouble);
        _options.MaxRetries = 20;
        var property = Prop.ForAll(
            Gen.Choose(100, 999).ToArbitrary(), Gen.Choose(1, 20).ToArbitrary(), Gen.Choose(-1, 1_000_000).ToArbitrary(), (status, attempt, asked) =>
            {
                var retryAfter = asked < 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(asked);
                var decision = policy.Decide(Received(status, retryAfter), attempt);
                return decision.RetryAfter is not { } delay
                    || (delay >= TimeSpan.Zero && delay <= _options.MaxRetryAfter && (asked < 0 || delay >= TimeSpan.FromSeconds(Math.Min(asked, 3_600))));
            });

        Check.One(SeededConfig.Instance, property);
    }

    [Fact]
    public void N21_RetryAfter_IsHonouredCappedAndAboutTheHost()
    {
        var soon = Policy(0.5).Decide(Received(503, TimeSpan.FromSeconds(30)), 1);
        var never = Policy(0.5).Decide(Received(429, TimeSpan.FromDays(365)), 1);

        Assert.Equal(TimeSpan.FromSeconds(30), soon.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(30), soon.HostPause);
        Assert.Equal(TimeSpan.FromHours(1), never.RetryAfter);
        Assert.Equal(TimeSpan.FromHours(1), never.HostPause);
    }

    [Fact]
    public void HostPause_OfTheLastAttempt_StillHolds()
    {
        var decision = Policy(0.5).Decide(Received(503, TimeSpan.FromSeconds(30)), 3);

        Assert.Equal(RetryVerdict.Never, decision.Verdict);
        Assert.Equal(TimeSpan.FromSeconds(30), decision.HostPause);
    }

    [Fact]
    public void HostPause_WithoutRetryAfter_IsForTooManyRequestsAndNoServiceOnly()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), Policy(0.5).Decide(Received(429), 1).HostPause);
        Assert.Equal(TimeSpan.FromSeconds(1), Policy(0.5).Decide(Received(503), 1).HostPause);
        Assert.Null(Policy(0.5).Decide(Received(500), 1).HostPause);
        Assert.Null(Policy(0.5).Decide(Failed(FetchFailureReason.ConnectionLost), 1).HostPause);
    }

    [Fact]
    public void CircuitOpen_UntilTheHostIsGivenUp_IsLaterAndDoesNotCount()
    {
        var open = Failed(FetchFailureReason.CircuitOpen) with { RetryAfter = TimeSpan.FromSeconds(12) };

        var decision = Policy(0.5).Decide(open, 99);

        Assert.Equal(new RetryDecision(RetryVerdict.Later, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12), HostLoad.Unknown), decision);
    }

    [Theory]
    [InlineData(200, HostLoad.Fine)]
    [InlineData(404, HostLoad.Fine)]
    [InlineData(500, HostLoad.Fine)]
    [InlineData(429, HostLoad.Overloaded)]
    [InlineData(503, HostLoad.Overloaded)]
    public void Load_OfAnAnswer_IsToldByItsStatus(int status, HostLoad load) => Assert.Equal(load, Policy(0.5).Decide(Received(status), 1).Load);

    [Theory]
    [InlineData(FetchFailureReason.TimedOut, HostLoad.Overloaded)]
    [InlineData(FetchFailureReason.TooSlow, HostLoad.Overloaded)]
    [InlineData(FetchFailureReason.ConnectTimedOut, HostLoad.Overloaded)]
    [InlineData(FetchFailureReason.DnsFailed, HostLoad.Unknown)]
    [InlineData(FetchFailureReason.CircuitOpen, HostLoad.Unknown)]
    public void Load_OfAFailure_IsTooHighWhenTheHostTookTooLong(FetchFailureReason reason, HostLoad load) =>
        Assert.Equal(load, Policy(0.5).Decide(Failed(reason), 1).Load);

    private static FetchOutcome.Failed Failed(FetchFailureReason reason) => new()
    {
        Lease = FetchRig.Lease("http://h.test/"),
        StartedAt = default,
        Elapsed = default,
        Reason = reason,
        Detail = "",
    };

    private static FetchOutcome.Received Received(int status, TimeSpan? retryAfter = null) => new()
    {
        Lease = FetchRig.Lease("http://h.test/"),
        StartedAt = default,
        Elapsed = default,
        Status = status,
        Body = PooledBody.Empty(),
        RetryAfter = retryAfter,
    };

    private RetryPolicy Policy(double random) => new(_options, () => random);
}
