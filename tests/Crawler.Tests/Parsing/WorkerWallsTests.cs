using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class WorkerWallsTests
{
    private static readonly ConfinementLayer Files = new(ConfinementLayer.FileSystem, true, "Landlock, version 7");
    private static readonly ConfinementLayer Calls = new(ConfinementLayer.SystemCalls, true, "seccomp, 258 instructions");

    [Fact]
    public void Of_AHelloInAnyOrder_TellsTheKnownLayersAndNoOthers()
    {
        var layers = Of(new ConfinementLayer("moat", true, "crocodiles"), Calls, Files);

        Assert.Equal(
            ["own-session", "resource-limits", "no-new-privileges", "dies-with-parent", "no-capabilities", "file-system", "system-calls"],
            layers.Select(layer => layer.Name));
        Assert.Equal(["file-system True Landlock, version 7", "system-calls True seccomp, 258 instructions"], layers.TakeLast(2).Select(Text));
    }

    [Fact]
    public void Of_AHelloThatIsSilentOrHostile_TellsPrintableAbsences()
    {
        var layers = Of(Files with { IsActive = false, Detail = "\u001b[2J" + new string('x', 1000) });

        Assert.All(layers, layer => Assert.False(layer.IsActive));
        Assert.StartsWith(@"\u{1B}[2Jxxx", layers[^2].Detail, StringComparison.Ordinal);
        Assert.True(layers[^2].Detail.Length < 250);
        Assert.Equal("the worker does not speak of it", layers[^1].Detail);
    }

    [Fact]
    public void Layers_OfSeveralWorkers_AreActiveOnlyWhenAllHaveThem()
    {
        var walls = new WorkerWalls();
        Assert.Empty(walls.Layers);

        walls.Add(Of(Files, Calls));
        walls.Add(Of(Files, Calls with { IsActive = false, Detail = "refused" }));
        walls.Add(Of(Files, Calls));

        Assert.Equal(["file-system True Landlock, version 7", "system-calls False refused"], walls.Layers.TakeLast(2).Select(Text));
    }

    private static IReadOnlyList<SandboxLayer> Of(params ConfinementLayer[] told) =>
        WorkerWalls.Of(new WorkerHello { ProtocolVersion = ParserProtocol.Version, ProcessId = 1, Layers = told });

    private static string Text(SandboxLayer layer) => $"{layer.Name} {layer.IsActive} {layer.Detail}";
}
