using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class WorkerDeathTests
{
    [Theory]
    [InlineData(0, false, WorkerDeathReason.Exited, ParseFailureReason.WorkerDied)]
    [InlineData(5, true, WorkerDeathReason.Exited, ParseFailureReason.WorkerDied)]
    [InlineData(134, true, WorkerDeathReason.OutOfMemory, ParseFailureReason.OutOfMemory)]
    [InlineData(134, false, WorkerDeathReason.Aborted, ParseFailureReason.WorkerDied)]
    [InlineData(135, false, WorkerDeathReason.Crashed, ParseFailureReason.WorkerDied)]
    [InlineData(137, false, WorkerDeathReason.Killed, ParseFailureReason.WorkerDied)]
    [InlineData(139, false, WorkerDeathReason.Crashed, ParseFailureReason.WorkerDied)]
    [InlineData(143, false, WorkerDeathReason.Signalled, ParseFailureReason.WorkerDied)]
    [InlineData(152, false, WorkerDeathReason.CpuLimit, ParseFailureReason.TimedOut)]
    [InlineData(255, false, WorkerDeathReason.Exited, ParseFailureReason.WorkerDied)]
    [InlineData(null, false, WorkerDeathReason.Killed, ParseFailureReason.WorkerDied)]
    public void ExitCode_TellsTheReason(int? exitCode, bool saidOutOfMemory, WorkerDeathReason reason, ParseFailureReason blame)
    {
        var death = WorkerDeath.FromExit(exitCode, saidOutOfMemory, null);

        Assert.Equal((reason, blame), (death.Reason, death.Blame));
    }

    [Fact]
    public void EveryReason_HasABlame() =>
        Assert.All(Enum.GetValues<WorkerDeathReason>(), reason => Assert.True(Enum.IsDefined(new WorkerDeath(reason, "").Blame)));
}
