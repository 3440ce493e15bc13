using System.Buffers;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Fetching;

public sealed class RobotsTxtReaderTests
{
    private readonly RetryPolicy _retries = new(new FetchOptions(), () => 0.5);
    private readonly RobotsTxtReader _reader = new("ExampleBot", TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(300)]
    [InlineData(304)]
    public void B05_Unavailable_AllowsEverything(int status) => Assert.Same(RobotsRules.AllowAll, KnownOf(Received(status)).Rules);

    [Theory]
    [InlineData(429, 1, 60)]
    [InlineData(500, 1, 60)]
    [InlineData(503, 1, 60)]
    [InlineData(503, 2, 120)]
    public void B05_AServerThatFails_ForbidsEverythingAndIsAskedAgain(int status, int attempt, int seconds)
    {
        var answer = UnreachableOf(Received(status, attempt));

        Assert.Equal(TimeSpan.FromSeconds(seconds), answer.RetryAfter);
        Assert.Contains($"http-{status}", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void B05_AServerThatFailsThreeTimes_IsGivenUp() => Assert.Null(UnreachableOf(Received(503, attempt: 3)).RetryAfter);

    [Fact]
    public void B05_AServerThatNamesATime_IsAskedAgainThen() =>
        Assert.Equal(TimeSpan.FromSeconds(7), UnreachableOf(Received(503) with { RetryAfter = TimeSpan.FromSeconds(7) }).RetryAfter);

    [Theory]
    [InlineData(FetchFailureReason.TimedOut, true)]
    [InlineData(FetchFailureReason.ConnectFailed, true)]
    [InlineData(FetchFailureReason.TlsFailed, false)]
    [InlineData(FetchFailureReason.BlockedAddress, false)]
    public void B05_ANetworkThatFails_ForbidsEverything(FetchFailureReason reason, bool isAskedAgain) =>
        Assert.Equal(isAskedAgain, UnreachableOf(Failed(reason)).RetryAfter is not null);

    [Fact]
    public void B05_ACircuitThatIsOpen_CountsAsNoAttempt() =>
        Assert.False(UnreachableOf(Failed(FetchFailureReason.CircuitOpen) with { RetryAfter = TimeSpan.FromSeconds(30) }).CountsAsAttempt);

    [Fact]
    public void B05_OneRedirectTooMany_AllowsEverything()
    {
        var lease = Lease(1);
        var outcome = new FetchOutcome.Redirected { Lease = lease, StartedAt = default, Elapsed = default, Status = 301, Target = Url("http://b.test/") };

        Assert.Same(RobotsRules.AllowAll, KnownOf(outcome).Rules);
    }

    [Theory]
    [InlineData(FetchFailureReason.BadRedirect)]
    [InlineData(FetchFailureReason.RedirectLoop)]
    [InlineData(FetchFailureReason.TooManyRedirects)]
    public void Redirect_ToNowhere_AllowsEverything(FetchFailureReason reason) => Assert.Same(RobotsRules.AllowAll, KnownOf(Failed(reason)).Rules);

    [Theory]
    [InlineData(null, 86_400)]
    [InlineData("max-age=3600", 3_600)]
    [InlineData("public, Max-Age=\"7200\"", 7_200)]
    [InlineData("max-age=0", 60)]
    [InlineData("max-age=99999999999999999999", 86_400)]
    [InlineData("max-age=172800", 86_400)]
    [InlineData("max-age=-1, no-cache", 86_400)]
    public void Standard_Lifetime_IsADayOrWhatTheServerSaysIfThatIsShorter(string? cacheControl, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), KnownOf(Received(200) with { CacheControl = cacheControl }).Lifetime);

    [Fact]
    public void Body_OfASuccess_IsReadForOurToken()
    {
        var body = "User-agent: examplebot\nDisallow: /"u8;
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(buffer);
        var outcome = Received(200) with { Body = new PooledBody(buffer, body.Length) };

        Assert.False(KnownOf(outcome).Rules.Decide(Url("http://a.test/x")).IsAllowed);
        outcome.Body.Dispose();
    }

    private RobotsAnswer.Known KnownOf(FetchOutcome outcome) => Assert.IsType<RobotsAnswer.Known>(Read(outcome));

    private RobotsAnswer.Unreachable UnreachableOf(FetchOutcome outcome) => Assert.IsType<RobotsAnswer.Unreachable>(Read(outcome));

    private RobotsAnswer Read(FetchOutcome outcome) => _reader.Read(outcome, _retries.Decide(outcome, outcome.Lease.Attempt));

    private static FrontierLease Lease(int attempt) =>
        new() { ItemId = 0, Item = FrontierItem.ForRobots(Url("http://a.test/").Host), Attempt = attempt, ExpiresAt = DateTimeOffset.MaxValue };

    private static FetchOutcome.Received Received(int status, int attempt = 1) =>
        new() { Lease = Lease(attempt), StartedAt = default, Elapsed = default, Status = status, Body = PooledBody.Empty() };

    private static FetchOutcome.Failed Failed(FetchFailureReason reason) =>
        new() { Lease = Lease(1), StartedAt = default, Elapsed = default, Reason = reason, Detail = "" };
}
