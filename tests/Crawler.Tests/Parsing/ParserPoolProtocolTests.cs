using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Rows P03, P04 and P09 of the torture list: children that do not keep to the protocol, or want more than it.</summary>
public sealed class ParserPoolProtocolTests : IDisposable
{
    // Where the deadline is the subject. A healthy child of a busy machine must not run into it.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly FakeWorkerFolder _workers = new();

    public void Dispose() => _workers.Dispose();

    [Theory]
    [InlineData("flood-output", WorkerDeathReason.ProtocolViolation)]
    [InlineData("flood-errors", WorkerDeathReason.OutputFlood)]
    public Task P03_ChildFloodsAPipe_IsKilledAtTheCap(string deed, WorkerDeathReason death) =>
        Lethal.AssertCostsTwoChildrenAsync(_workers, _workers.Options(), deed, death, ParseFailureReason.ProtocolViolation);

    [Theory]
    [InlineData("hang")]
    [InlineData("half-frame")]
    [InlineData("deaf")]
    public Task P03_ChildStopsReadingOrWriting_IsKilledAtTheDeadline(string deed)
    {
        var options = _workers.Options();
        options.DocumentTimeout = Deadline;
        return Lethal.AssertCostsTwoChildrenAsync(_workers, options, deed, WorkerDeathReason.TimedOut, ParseFailureReason.TimedOut);
    }

    [Fact]
    public async Task P03_ChildReadsNoMore_ALargePageDoesNotBlockThePool()
    {
        var options = _workers.Options();
        options.DocumentTimeout = Deadline;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        // Far more than a pipe holds: the write cannot end before the kill.
        var deaf = pool.ParseAsync("deaf");
        var large = pool.ParseAsync("say " + new string('x', 1_000_000));

        Assert.Equal(ParseFailureReason.TimedOut, Assert.IsType<ParseOutcome.Failed>(await deaf).Reason);
        Assert.Equal(1_000_004, Pages.Title(await large)?.Length);
    }

    [Theory]
    [InlineData("mute")]
    [InlineData("other-document")]
    [InlineData("length")]
    [InlineData("unknown-kind")]
    [InlineData("unknown-reason")]
    [InlineData("bad-utf8")]
    [InlineData("bad-count")]
    [InlineData("links 11")]
    public Task P04_ChildBreaksTheProtocol_IsKilled(string deed)
    {
        var options = _workers.Options();
        options.Limits = new DocumentLimits { MaxLinks = 10 };
        return Lethal.AssertCostsTwoChildrenAsync(_workers, options, deed, WorkerDeathReason.ProtocolViolation, ParseFailureReason.ProtocolViolation);
    }

    [Fact]
    public async Task P04_ChildAnswersTwice_TheFirstAnswerStandsAndTheChildIsKilled()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        Assert.Equal("twice", Pages.Title(await pool.ParseAsync("twice")));
        Assert.Equal("say on", Pages.Title(await pool.ParseAsync("say on")));

        Assert.Equal((WorkerDeathReason.ProtocolViolation, 1), Assert.Single(pool.Snapshot().Deaths) is var death ? (death.Key, death.Value) : default);
    }

    [Fact]
    public async Task P09_ChildTriesToConnect_ThereIsNoNetwork()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());
        Assert.SkipUnless(pool.Snapshot().Sandbox.Single(layer => layer.Name == "no-network").IsActive, "This machine grants no network namespace.");

        var result = Pages.Title(await pool.ParseAsync($"connect {((IPEndPoint)canary.LocalEndpoint).Port}"));

        Assert.Equal(nameof(SocketError.NetworkUnreachable), result);
        Assert.False(canary.Pending());
    }
}
