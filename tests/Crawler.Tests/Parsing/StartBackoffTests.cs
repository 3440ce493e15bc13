using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class StartBackoffTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task P02_CrashLoop_PausesDoubleUpToHalfAMinute()
    {
        var options = new ParserPoolOptions { StartAttempts = 6, StartPause = TimeSpan.FromSeconds(4) };
        List<double> seconds = [];
        var start = _time.GetTimestamp();

        var starting = new StartBackoff(options, _time).RunAsync<int>(
            _ =>
            {
                seconds.Add(_time.GetElapsedTime(start).TotalSeconds);
                throw new WorkerStartException("no");
            },
            TestContext.Current.CancellationToken);
        while (!starting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Assert.ThrowsAsync<WorkerStartException>(() => starting);
        Assert.Equal([0, 4, 12, 28, 58, 88], seconds);
    }

    [Fact]
    public async Task OneAttempt_IsOne()
    {
        var attempts = 0;
        var backoff = new StartBackoff(new ParserPoolOptions { StartAttempts = 1 }, _time);

        await Assert.ThrowsAsync<WorkerStartException>(() => backoff.RunAsync<int>(
            _ => Task.FromException<int>(new WorkerStartException($"no {++attempts}")), TestContext.Current.CancellationToken));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task AFaultThatStays_IsNotTriedAgain()
    {
        var attempts = 0;
        var backoff = new StartBackoff(new ParserPoolOptions(), _time);

        await Assert.ThrowsAsync<ParserUnavailableException>(() => backoff.RunAsync<int>(
            _ => Task.FromException<int>(new ParserUnavailableException($"no {++attempts}")), TestContext.Current.CancellationToken));

        Assert.Equal(1, attempts);
    }
}
