using AsyncCrawler.Host.Bench;

namespace AsyncCrawler.Host.Tests.Bench;

public sealed class BenchRungTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, new[] { "async, 1 child process" })]
    [InlineData(2, new[] { "async, 1 child process", "async, 2 child processes" })]
    [InlineData(6, new[] { "async, 1 child process", "async, 2 child processes", "async, 4 child processes", "async, 6 child processes" })]
    public void Ladder_AddsOneThingAfterTheOther_UpToTheMostWorkers(int most, string[] children) => Assert.Equal(
        ["one after the other", "async, fetch only, bare loop", "async, fetch only, our pipeline", "async, parsed in one process", .. children, "durable frontier and records"],
        BenchRung.Ladder(most).Select(rung => rung.Name));

    [Fact]
    public async Task Ladder_BeforeItsLastRung_KeepsNothing()
    {
        await using var site = await BenchSite.StartAsync(pages: 3, Stop);
        var crawls = BenchRung.Ladder(2).Select(rung => rung.Tasks(site).SelectMany(task => task.Arguments).SingleOrDefault(IsDirectory)).OfType<string>().ToList();

        Assert.All(crawls.SkipLast(1), argument => Assert.Equal("Output:Directory=", argument));
        Assert.NotEqual("Output:Directory=", crawls[^1]);

        static bool IsDirectory(string argument) => argument.StartsWith("Output:Directory=", StringComparison.Ordinal);
    }

    [Fact]
    public void Result_AfterAnother_TellsThePriceOfTheStep()
    {
        var slow = new BenchResult { Name = "a", Pages = 100, Requests = 101, Seconds = 2, MegabytesPerSecond = 1, CpuMicrosecondsPerPage = 400, PeakMegabytes = 50 };
        var fast = (slow with { Name = "b", Seconds = 1, CpuMicrosecondsPerPage = 300 }).After(slow);

        Assert.Equal(2, fast.SpeedAgainstRungBefore);
        Assert.Equal(0.75, fast.CpuAgainstRungBefore);
        Assert.Null(slow.After(null).SpeedAgainstRungBefore);
    }
}
