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

        var starting = StartBackoff.Create(options, _time).ExecuteAsync(_ =>
        {
            seconds.Add(_time.GetElapsedTime(start).TotalSeconds);
            throw new WorkerStartException("no");
        }).AsTask();
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
        var backoff = StartBackoff.Create(new ParserPoolOptions { StartAttempts = 1 }, _time);

        await Assert.ThrowsAsync<WorkerStartException>(async () => await backoff.ExecuteAsync(_ => ++attempts > 0 ? throw new WorkerStartException("no") : ValueTask.CompletedTask));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task AFaultThatStays_IsNotTriedAgain()
    {
        var attempts = 0;
        var backoff = StartBackoff.Create(new ParserPoolOptions(), _time);

        await Assert.ThrowsAsync<ParserUnavailableException>(async () => await backoff.ExecuteAsync(_ => ++attempts > 0 ? throw new ParserUnavailableException("no") : ValueTask.CompletedTask));

        Assert.Equal(1, attempts);
    }
}
