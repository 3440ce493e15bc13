using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class WorkerSupplyTests
{
    [Fact]
    public async Task Spares_AreStartedWhenThePoolHasWorkedForASecond()
    {
        var time = new ManualTimeProvider();
        using var stop = new CancellationTokenSource();
        var starts = 0;
        var options = new ParserPoolOptions { WarmSpares = 2 };
        await using var supply = new WorkerSupply(StartAsync, new StartBackoff(options, time), options, new PoolCounters(), time);
        try
        {
            var keeping = supply.KeepSparesAsync(stop.Token);

            time.Advance(TimeSpan.FromMilliseconds(999));
            Assert.Equal(0, starts);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await keeping;
            Assert.Equal(2, starts);
        }
        finally
        {
            await stop.CancelAsync();
        }

        async Task<ParserWorker> StartAsync(CancellationToken cancellationToken)
        {
            starts++;
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            throw new InvalidOperationException("The delay has no end.");
        }
    }
}
