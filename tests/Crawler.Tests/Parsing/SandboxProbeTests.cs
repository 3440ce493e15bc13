using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class SandboxProbeTests
{
    [Fact]
    public async Task Probe_TellsEveryLayerAndBuildsAPrefixOfTheActiveOnes()
    {
        var sandbox = await SandboxProbe.FindAsync();

        Assert.Equal(
            ["own-session", "resource-limits", "no-network", "no-capabilities", "no-new-privileges", "dies-with-parent"],
            sandbox.Layers.Select(layer => layer.Name));
        Assert.All(sandbox.Layers, layer => Assert.NotEmpty(layer.Detail));
        Assert.Equal(sandbox.Layers.Any(layer => layer.IsActive), sandbox.Prefix.Count > 0);
        Assert.All(
            sandbox.Layers.Where(layer => layer.IsActive).SelectMany(layer => layer.Detail.Split(' ').Skip(1)),
            option => Assert.Contains(option, sandbox.Prefix));
        Assert.Same(sandbox, await SandboxProbe.FindAsync());
    }

    [Fact]
    public void Requirement_WithAnAbsentLayer_NamesItAndWhy()
    {
        var sandbox = new Sandbox([], [new SandboxLayer { Name = "no-network", IsActive = false, Detail = "unshare is not installed" }]);

        var error = Assert.Throws<ParserUnavailableException>(sandbox.ThrowIfIncomplete);

        Assert.Equal("The sandbox layer no-network is absent (unshare is not installed): provide it, or do not require the sandbox.", error.Message);
        Assert.False(sandbox.HasOwnGroup);
    }
}
