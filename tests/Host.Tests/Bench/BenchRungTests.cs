using AsyncCrawler.Host.Bench;

namespace AsyncCrawler.Host.Tests.Bench;

public sealed class BenchRungTests
{
    [Theory]
    [InlineData(1, new[] { 1, 1, 1 })]
    [InlineData(2, new[] { 1, 1, 2, 2 })]
    [InlineData(6, new[] { 1, 1, 2, 4, 6, 6 })]
    public void Ladder_EndsAtTheMostWorkers_WithEverythingKept(int most, int[] workers)
    {
        var ladder = BenchRung.Ladder(most);

        Assert.Equal(workers, ladder.Select(rung => rung.Workers));
        Assert.Equal(1, ladder[0].Concurrency);
        Assert.All(ladder.Skip(1), rung => Assert.True(rung.Concurrency > 1));
        Assert.Equal(ladder.Count - 1, ladder.ToList().FindIndex(rung => rung.IsKept));
    }

    [Fact]
    public void Result_AfterAnother_TellsThePriceOfTheStep()
    {
        var slow = new BenchResult { Name = "a", Pages = 100, Seconds = 2, MegabytesPerSecond = 1, CpuMicrosecondsPerPage = 400, PeakMegabytes = 50 };
        var fast = (slow with { Name = "b", Seconds = 1, CpuMicrosecondsPerPage = 300 }).After(slow);

        Assert.Equal(2, fast.SpeedAgainstRungBefore);
        Assert.Equal(0.75, fast.CpuAgainstRungBefore);
        Assert.Null(slow.After(null).SpeedAgainstRungBefore);
    }
}
