using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>
/// P09: what a child that was taken over may try. Each attempt is also made by the same program without its walls, where it
/// succeeds: so it is the wall that stops it.
/// </summary>
public sealed class ConfinementTests : IAsyncLifetime
{
    private readonly FakeWorkerFolder _workers = new();
    private readonly ParserPool _confined;
    private readonly ParserPool _free;

    public ConfinementTests()
    {
        _confined = FakeWorkerFolder.Pool(_workers.Options("confined"));
        _free = FakeWorkerFolder.Pool(_workers.Options());
    }

    public async ValueTask InitializeAsync()
    {
        await _confined.StartAsync(TestContext.Current.CancellationToken);
        await _free.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _confined.DisposeAsync();
        await _free.DisposeAsync();
        _workers.Dispose();
    }

    [Fact]
    public async Task P09_ConnectToLoopback_IsDenied()
    {
        Require(ConfinementLayer.SystemCalls);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var attempt = $"connect {((IPEndPoint)listener.LocalEndpoint).Port}";

        // Without this wall it has a socket, and the next wall, the empty network, stops it where there is one.
        Assert.NotEqual("AccessDenied", await TryAsync(_free, attempt));
        Assert.Equal("AccessDenied", await TryAsync(_confined, attempt));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task P09_ReadTheUsersFile_IsDenied()
    {
        Require(ConfinementLayer.FileSystem);

        Assert.Equal("done", await TryAsync(_free, "read /etc/passwd"));
        Assert.Equal("refused", await TryAsync(_confined, "read /etc/passwd"));
    }

    [Fact]
    public async Task P09_ReadTheUsersFile_OnAnotherThread_IsDenied()
    {
        Require(ConfinementLayer.FileSystem);

        Assert.Equal("refused", Pages.Title(await _confined.ParseAsync("try-on-new-thread read /etc/passwd")));
    }

    [Fact]
    public async Task P09_StartAProcess_IsDenied()
    {
        Require(ConfinementLayer.SystemCalls);

        Assert.Equal("done", await TryAsync(_free, "run /bin/true"));
        Assert.Equal("error 1", await TryAsync(_confined, "run /bin/true"));
    }

    [Fact]
    public async Task P09_BecomeAnotherProgram_IsDenied()
    {
        Require(ConfinementLayer.SystemCalls);

        Assert.Equal("error 1", await TryAsync(_confined, "become /bin/true"));
        Assert.IsType<ParseOutcome.Failed>(await _free.ParseAsync("try become /bin/true"));
    }

    [Fact]
    public async Task P09_WriteOutside_IsDenied()
    {
        Require(ConfinementLayer.FileSystem);
        var (mine, theirs) = (_workers.NewPath("mine"), _workers.NewPath("theirs"));

        Assert.Equal("done", await TryAsync(_free, $"write {mine}"));
        Assert.Equal("refused", await TryAsync(_confined, $"write {theirs}"));
        Assert.Equal((true, false), (File.Exists(mine), File.Exists(theirs)));
    }

    [Fact]
    public async Task P09_WriteInItsOwnFolder_IsDeniedAndWouldFindNone()
    {
        Require(ConfinementLayer.SystemCalls);

        Assert.Equal("missing", await TryAsync(_free, "write /proc/self/cwd/here"));
        Assert.Equal("refused", await TryAsync(_confined, "write /proc/self/cwd/here"));
    }

    [Fact]
    public async Task P09_RemoveAFile_IsDenied()
    {
        Require(ConfinementLayer.SystemCalls);
        var path = _workers.NewPath("precious");
        await File.WriteAllTextAsync(path, "x", TestContext.Current.CancellationToken);

        Assert.Equal("refused", await TryAsync(_confined, $"remove {path}"));
        Assert.True(File.Exists(path));
        Assert.Equal("done", await TryAsync(_free, $"remove {path}"));
    }

    [Fact]
    public async Task P09_SignalTheParent_IsDenied()
    {
        var layer = Require(ConfinementLayer.FileSystem);
        Assert.SkipUnless(int.Parse(layer.Detail.Split(' ')[^1], null) >= 7, $"Signals are held back from version 7 on, and this is {layer.Detail}.");

        Assert.Equal("done", await TryAsync(_free, $"signal {Environment.ProcessId}"));
        Assert.Equal("error 1", await TryAsync(_confined, $"signal {Environment.ProcessId}"));
    }

    [Fact]
    public async Task P09_AfterAllThat_TheConfinedWorkerStillWorks()
    {
        await TryAsync(_confined, "read /etc/passwd");

        Assert.Equal("say x", Pages.Title(await _confined.ParseAsync("say x")));
        Assert.Empty(_confined.Snapshot().Deaths);
    }

    [Fact]
    public void P09_WorkerAtWork_HasGivenUpWhatItsHelloSays()
    {
        var active = _free.Snapshot().Sandbox.Where(layer => layer.IsActive).Select(layer => layer.Name).ToHashSet();
        var id = Assert.Single(_free.Snapshot().Workers).ProcessId;
        var status = File.ReadAllLines($"/proc/{id}/status").Select(line => line.Split(":\t", 2)).ToDictionary(line => line[0], line => line[^1].Trim());
        var limits = File.ReadAllText($"/proc/{id}/limits");

        Assert.Superset(new HashSet<string> { "own-session", "resource-limits", "no-new-privileges", "dies-with-parent" }, active);
        Assert.Equal("1", status["NoNewPrivs"]);
        Assert.Matches(@"Max core file size +0 +0 ", limits);
        Assert.Matches(@"Max open files +256 +256 ", limits);

        // proc(5): behind the name in parentheses follow state, parent, group, session.
        Assert.Equal([$"{id}", $"{id}"], File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ')[2..4]);
        Assert.Equal(
            active.Contains("no-capabilities"),
            new[] { "CapInh", "CapPrm", "CapEff", "CapAmb" }.All(set => status[set].All(digit => digit == '0')));
        Assert.Equal(
            active.Contains("no-network"),
            File.ResolveLinkTarget($"/proc/{id}/ns/net", false)?.Name != File.ResolveLinkTarget("/proc/self/ns/net", false)?.Name);
    }

    [Fact]
    public void Snapshot_TellsTheWallsOfTheWorkerAfterThoseOfTheStart()
    {
        Assert.Equal(["file-system", "system-calls"], _confined.Snapshot().Sandbox.Select(layer => layer.Name).TakeLast(2));
        Assert.All(_free.Snapshot().Sandbox.TakeLast(2), layer => Assert.Equal((false, "the worker does not speak of it"), (layer.IsActive, layer.Detail)));
    }

    [Fact]
    public async Task RequiredSandbox_OfAWorkerWithoutWalls_FailsTheStartAndNamesTheLayer()
    {
        Assert.SkipUnless(_free.Snapshot().Sandbox.SkipLast(2).All(layer => layer.IsActive), "This machine lacks a layer that is asked for before.");
        var options = _workers.Options("without-walls");
        options.RequireSandbox = true;
        await using var pool = FakeWorkerFolder.Pool(options);

        var error = await Assert.ThrowsAsync<ParserUnavailableException>(() => pool.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "The sandbox layer file-system is absent (the worker does not speak of it): provide it, or do not require the sandbox.", error.Message);
    }

    [Fact]
    public async Task RequiredSandbox_OfAConfinedWorker_Starts()
    {
        Assert.SkipUnless(_confined.Snapshot().Sandbox.All(layer => layer.IsActive), "This machine lacks a layer of the sandbox.");
        var options = _workers.Options("confined-and-required");
        options.RequireSandbox = true;
        options.WorkerPath = Path.Combine(AppContext.BaseDirectory, "parser-worker", "asynccrawler-parser-worker");
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("<p>fine"));
    }

    private static async Task<string?> TryAsync(ParserPool pool, string attempt) => Pages.Title(await pool.ParseAsync($"try {attempt}"));

    private SandboxLayer Require(string name)
    {
        var layer = _confined.Snapshot().Sandbox.Single(layer => layer.Name == name);
        Assert.SkipUnless(layer.IsActive, $"This kernel has no {name} wall: {layer.Detail}");
        return layer;
    }
}
