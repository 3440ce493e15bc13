using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class SandboxProbeTests
{
    /// <summary>Nothing before the program, and therefore a network.</summary>
    internal static Sandbox None { get; } = new([], new SandboxLayer { Name = Sandbox.NoNetwork, IsActive = false, Detail = "unshare is not installed" });

    [Fact]
    public async Task Probe_TellsWhetherThereIsNoNetworkAndWhy()
    {
        var sandbox = await SandboxProbe.FindAsync();

        Assert.Equal("no-network", sandbox.Network.Name);
        Assert.NotEmpty(sandbox.Network.Detail);
        Assert.Equal(sandbox.Network.IsActive, sandbox.Prefix.Contains("--net"));
        Assert.Same(sandbox, await SandboxProbe.FindAsync());
    }

    [Fact]
    public async Task Expectation_OfAMachineThatGrantsIt_IsWhatTheProbeFinds()
    {
        var sandbox = await SandboxProbe.FindAsync();
        Assert.SkipUnless(sandbox.Prefix.Contains("--user"), $"This machine grants no user namespace: {sandbox.Network.Detail}");

        Assert.True((await SandboxProbe.ExpectAsync()).StartsAs(sandbox));
    }

    [Fact]
    public void Requirement_WithAnAbsentLayer_NamesItAndWhy()
    {
        var error = Assert.Throws<ParserUnavailableException>(() => Sandbox.ThrowIfIncomplete(None.Network));

        Assert.Equal("The sandbox layer no-network is absent (unshare is not installed): provide it, or do not require the sandbox.", error.Message);
    }
}
