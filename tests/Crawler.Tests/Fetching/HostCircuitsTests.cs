using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Fetching;

public sealed class HostCircuitsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FetchOptions _options = new();
    private readonly HostCircuits _circuits;
    private int _tries;

    public HostCircuitsTests() => _circuits = new HostCircuits(_options, _time, NullLogger<HostCircuits>.Instance);

    [Fact]
    public async Task Circuit_AfterFiveFailuresInARow_OpensForThatHostOnly()
    {
        await FailAsync(5);

        var outcome = await RunAsync(FetchFailureReason.ConnectFailed);

        Assert.Equal(FetchFailureReason.CircuitOpen, Reason(outcome));
        Assert.Equal(_options.CircuitBreak, outcome.RetryAfter);
        Assert.Equal(5, _tries);
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null, "http://other.test/"));
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null, "https://down.test/")); // another scheme is another server
    }

    [Fact]
    public async Task Circuit_WithASuccessInBetween_CountsAnew()
    {
        await FailAsync(4);
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null));
        await FailAsync(5);

        Assert.Equal(FetchFailureReason.CircuitOpen, Reason(await RunAsync(null)));
    }

    [Theory]
    [InlineData(FetchFailureReason.ConnectionLost)]
    [InlineData(FetchFailureReason.BadResponse)]
    [InlineData(FetchFailureReason.TooSlow)]
    [InlineData(FetchFailureReason.DnsNotFound)]
    public async Task Circuit_WithFailuresOfAHostThatAnswersOrIsNot_StaysClosed(FetchFailureReason reason)
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(reason, Reason(await RunAsync(reason)));
        }
    }

    [Fact]
    public async Task Circuit_AfterTheBreak_LetsOneTryThroughAndOpensAgain()
    {
        await FailAsync(5);
        _time.Advance(_options.CircuitBreak);

        Assert.Equal(FetchFailureReason.TimedOut, Reason(await RunAsync(FetchFailureReason.TimedOut)));
        Assert.Equal(FetchFailureReason.CircuitOpen, Reason(await RunAsync(FetchFailureReason.TimedOut)));
        Assert.Equal(6, _tries);
    }

    [Fact]
    public async Task Circuit_AfterASuccessfulTry_IsClosed()
    {
        await FailAsync(5);
        _time.Advance(_options.CircuitBreak);

        Assert.IsType<FetchOutcome.Received>(await RunAsync(null));
        await FailAsync(4);
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null));
    }

    [Fact]
    public async Task Circuit_OfAHostThatStaysDown_GivesItsUrlsUpButGoesOnTrying()
    {
        await FailAsync(5);
        while (_time.GetUtcNow() - ManualTimeProvider.DefaultStart < _options.HostGiveUpTime)
        {
            Assert.NotNull((await RunAsync(FetchFailureReason.ConnectFailed)).RetryAfter);
            _time.Advance(_options.CircuitBreak);
            await RunAsync(FetchFailureReason.ConnectFailed);
        }

        var given = await RunAsync(FetchFailureReason.ConnectFailed);
        Assert.Equal(FetchFailureReason.CircuitOpen, Reason(given));
        Assert.Null(given.RetryAfter);

        _time.Advance(_options.CircuitBreak);
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null));
        Assert.IsType<FetchOutcome.Received>(await RunAsync(null));
    }

    [Fact]
    public async Task R6_AHostThatIsDown_IsLeftAloneByTheWholeRoom()
    {
        var accepted = 0;
        await using var server = new RawServer(async connection =>
        {
            accepted = connection.Number;
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        using var rig = FetchRig.For(server);
        rig.Names.Add("down.test", "127.0.0.1");
        rig.Names["down.test"] = () => StubNames.Fail(System.Net.Sockets.SocketError.TryAgain);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(FetchFailureReason.DnsFailed, (await rig.FailAsync($"http://down.test:{server.EndPoint.Port}/{i}")).Reason);
        }

        Assert.Equal(FetchFailureReason.CircuitOpen, (await rig.FailAsync($"http://down.test:{server.EndPoint.Port}/6")).Reason);
        rig.Names.Add("down.test", "127.0.0.1");
        rig.Time.Advance(rig.Options.CircuitBreak);
        await rig.ReceiveAsync($"http://down.test:{server.EndPoint.Port}/7");

        Assert.Equal(1, accepted);
    }

    private static FetchFailureReason Reason(FetchOutcome outcome) => Assert.IsType<FetchOutcome.Failed>(outcome).Reason;

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(FetchFailureReason.ConnectFailed, Reason(await RunAsync(FetchFailureReason.ConnectFailed)));
        }
    }

    private Task<FetchOutcome> RunAsync(FetchFailureReason? reason, string url = "http://down.test/") =>
        _circuits.RunAsync(new FetchStart(FetchRig.Lease(url), _time), (start, _) => ValueTask.FromResult(End(start, reason)), TestContext.Current.CancellationToken).AsTask();

    private FetchOutcome End(FetchStart start, FetchFailureReason? reason)
    {
        _tries++;
        return reason is { } failed
            ? start.Fail(failed, "")
            : new FetchOutcome.Received { Lease = start.Lease, StartedAt = start.At, Elapsed = start.Elapsed, Status = 200, Body = PooledBody.Empty() };
    }
}
