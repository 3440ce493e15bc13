using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class StopSignalsTests
{
    private readonly List<string> _said = [];

    [Fact]
    public void Receive_TheFirst_AsksToDrain()
    {
        using var signals = StopSignals.Deaf(_said.Add);

        Assert.True(signals.Receive());
        Assert.True(signals.DrainRequested.IsCancellationRequested);
        Assert.False(signals.CancelRequested.IsCancellationRequested);
        Assert.Single(_said);
    }

    [Fact]
    public void Receive_TheSecond_AsksToCancel()
    {
        using var signals = StopSignals.Deaf(_said.Add);

        Assert.True(signals.Receive());
        Assert.True(signals.Receive());
        Assert.True(signals.CancelRequested.IsCancellationRequested);
        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public void Receive_TheThird_LeavesItToTheSystem()
    {
        using var signals = StopSignals.Deaf(_said.Add);
        signals.Receive();
        signals.Receive();

        Assert.False(signals.Receive());
    }
}
