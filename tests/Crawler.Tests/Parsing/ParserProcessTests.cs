using System.Globalization;
using AsyncCrawler.Parsing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ParserProcessTests
{
    public ParserProcessTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "These children are shell scripts.");

    [Fact]
    public async Task P05_GrandchildHoldsThePipesAndCannotBeKilled_TheEndIsNotWaitedForLonger()
    {
        await using var process = Start("/bin/sleep 300 & echo $!; exit 3");
        using var reader = new StreamReader(process.Output);
        var grandchild = int.Parse(await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "", CultureInfo.InvariantCulture);
        try
        {
            var death = await process.EndAsync(TimeSpan.FromSeconds(30), null);

            Assert.Equal("The worker exited with code 3.", death.Detail);
        }
        finally
        {
            using var orphan = System.Diagnostics.Process.GetProcessById(grandchild);
            orphan.Kill();
        }
    }

    [Fact]
    public async Task Verdict_ExplainsOurKill()
    {
        await using var process = Start("exec /bin/sleep 300");

        process.Kill(new WorkerDeath(WorkerDeathReason.TimedOut, "first"));
        process.Kill(new WorkerDeath(WorkerDeathReason.OutputFlood, "second"));

        Assert.Equal("first", (await process.EndAsync(TimeSpan.FromSeconds(30), null)).Detail);
    }

    [Fact]
    public async Task Verdict_OnAProcessThatEndedItself_DoesNotHideItsExitCode()
    {
        await using var process = Start("echo dying >&2; exit 5");
        await process.EndAsync(TimeSpan.FromSeconds(30), null);

        process.Kill(new WorkerDeath(WorkerDeathReason.ProtocolViolation, "too late"));

        var death = await process.EndAsync(TimeSpan.Zero, null);
        Assert.Equal((WorkerDeathReason.Exited, "The worker exited with code 5; it said: dying"), (death.Reason, death.Detail));
    }

    [Fact]
    public async Task ResidentBytes_OfALivingProcess_AreSome()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells.");
        await using var process = Start("echo up; exec /bin/sleep 300");
        using var reader = new StreamReader(process.Output);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.InRange(process.ResidentBytes(), 4096, 1 << 30);
    }

    [Fact]
    public void Start_OfNothing_IsAFailedStart()
    {
        var command = new WorkerCommand { Line = ["/nowhere/at-all"], Environment = new Dictionary<string, string>(), Sandbox = SandboxProbeTests.None };

        Assert.Throws<WorkerStartException>(() => ParserProcess.Start(command, Path.GetTempPath(), TimeProvider.System, NullLogger.Instance));
    }

    private static ParserProcess Start(string script)
    {
        var command = new WorkerCommand { Line = ["/bin/sh", "-c", script], Environment = new Dictionary<string, string>(), Sandbox = SandboxProbeTests.None };
        return ParserProcess.Start(command, Path.GetTempPath(), TimeProvider.System, NullLogger.Instance);
    }
}
