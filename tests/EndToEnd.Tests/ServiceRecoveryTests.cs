using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>Promise R12 with the real program: something breaks under a running crawl, the service says so, and goes on by itself when it is mended.</summary>
public sealed class ServiceRecoveryTests : IAsyncLifetime
{
    private static readonly string[] Eager = ["-s", "Jobs:RecoveryPause=100ms", "-s", "Jobs:MinFreeBytes=1000000"];

    // What the crawler leaves to everything but connections: with no more than this none can be opened, and the rest of the service lives.
    private const int Reserve = 64;

    // With fewer the service does not start.
    private const int LeastDescriptors = 400;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-recovery-");
    private MockSiteServer? _site;

    private MockSiteServer Site => _site ?? throw new InvalidOperationException("The site is not up.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 400, Mappings = null }, Token);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R12_P02_ParsersThatCannotStart_HoldTheCrawlUntilTheyCan()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The worker is put into its place by a script.");
        var worker = Path.Combine(_folder.FullName, "worker");
        using var service = await ServiceProcess.StartAsync(
            Path.Combine(_folder.FullName, "data"), [.. Eager, "-s", $"Parsing:WorkerPath={worker}", "-s", "Parsing:StartAttempts=1"]);
        var id = await service.CreateAsync(new { seeds = new[] { Site.BaseAddress.AbsoluteUri }, options = new { delay = 0, perHost = 4, maxPages = 20 } });

        var held = await service.WaitForStateAsync(id, "paused");
        var (isReady, health) = await HealthAsync(service);
        var real = Path.Combine(AppContext.BaseDirectory, "parser-worker", "asynccrawler-parser-worker");
        await File.WriteAllTextAsync(worker + ".new", $"#!/bin/sh\nexec '{real}' \"$@\"\n", Token);
        Assert.True(await RunAsync("chmod", "500", worker + ".new"));
        File.Move(worker + ".new", worker);
        var end = await service.WaitForStateAsync(id, "finished");

        Assert.StartsWith("parser-unavailable: ", held.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.False(isReady);
        Assert.Equal("failing", StatusOf(health, "parsers"));
        Assert.Equal("degraded", StatusOf(health, "crawls"));
        Assert.Equal(20, end.GetProperty("progress").GetProperty("pages").GetInt64());
    }

    [Fact]
    public async Task R12_F01_DiskThatIsFull_HoldsTheCrawlUntilThereIsRoom()
    {
        var disk = Path.Combine(_folder.FullName, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk), "A small disk cannot be mounted here: that takes root on Linux.");
        try
        {
            using var service = await ServiceProcess.StartAsync(disk, Eager);
            var id = await service.CreateAsync(new
            {
                seeds = new[] { Site.BaseAddress.AbsoluteUri },
                options = new { delay = 0, perHost = 4, maxPages = 10_000, maxDepth = 0, saveLinks = true, text = "plain" },
            });
            await FillAsync(disk, service, id);

            var held = await service.WaitForStateAsync(id, "paused");
            var (isReady, health) = await HealthAsync(service);
            Assert.True(await RunAsync("mount", "-o", "remount,size=500m", disk));
            var end = await service.WaitForStateAsync(id, "finished");

            Assert.StartsWith("disk-full: ", held.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.False(isReady);
            Assert.Equal("failing", StatusOf(health, "disk"));
            Assert.Equal(Site.Graph?.ReachablePages.Count, end.GetProperty("progress").GetProperty("pages").GetInt32());
            var ids = File.ReadLines(Path.Combine(disk, "crawls", id, "pages.jsonl")).Select(line => JsonElement.Parse(line).GetProperty("id").GetString()).ToList();
            Assert.Equal(ids.Distinct().Count(), ids.Count);
        }
        finally
        {
            await RunAsync("umount", "-l", disk);
        }
    }

    [Fact]
    public async Task R12_Q05_ServiceWithoutDescriptors_HoldsTheCrawlUntilThereAreSome()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit"), "The limit of a running process is changed by prlimit of Linux.");
        using var service = await ServiceProcess.StartAsync(Path.Combine(_folder.FullName, "data"), Eager);

        // The runtime keeps two descriptors for each of its files that it loads: a crawl of another site has them loaded. The connection of this client stays open.
        await using var other = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 20, Mappings = null }, Token);
        await service.WaitForStateAsync(await CrawlAsync(service, other), "finished");
        using var others = new Connections(service);
        await LimitDescriptorsAsync(service, await others.FillGapsAsync() + Reserve);
        var id = await CrawlAsync(service, Site);

        var held = await service.WaitForStateAsync(id, "paused");
        await LimitDescriptorsAsync(service, 4096);
        var end = await service.WaitForStateAsync(id, "finished");

        Assert.StartsWith("out-of-descriptors: ", held.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(Site.Graph?.ReachablePages.Count, end.GetProperty("progress").GetProperty("pages").GetInt32());
        Assert.Equal(0, end.GetProperty("progress").GetProperty("failed").GetInt64());
    }

    [Fact]
    public async Task Q05_CallersWithMoreConnectionsThanTheServiceHasDescriptors_LeaveTheCrawlItsOwn()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process its limits under /proc.");
        using var service = await ServiceProcess.StartWithDescriptorsAsync(LeastDescriptors, Path.Combine(_folder.FullName, "data"));

        // The connection of this client stays open.
        await service.GetAsync("/api/v1/crawls");
        var callers = Enumerable.Range(0, 2 * LeastDescriptors).Select(_ => new TcpClient()).ToList();
        try
        {
            foreach (var caller in callers)
            {
                await caller.ConnectAsync(IPEndPoint.Parse(service.Client.BaseAddress!.Authority), Token);
            }

            var end = await service.WaitForStateAsync(await CrawlAsync(service, Site), "finished");

            Assert.Equal(Site.Graph?.ReachablePages.Count, end.GetProperty("progress").GetProperty("pages").GetInt32());
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
        }
    }

    private static Task<string> CrawlAsync(ServiceProcess service, MockSiteServer site) =>
        service.CreateAsync(new { seeds = new[] { site.BaseAddress.AbsoluteUri }, options = new { delay = 0, perHost = 4, maxDepth = 0 } });

    // The soft limit only, as an ordinary user may.
    private static async Task LimitDescriptorsAsync(ServiceProcess service, int limit) =>
        Assert.True(await RunAsync("prlimit", "--pid", $"{service.Id}", $"--nofile={limit}:"));

    // What the crawl does not need, so that it meets the end of the disk whatever a page takes.
    private static async Task FillAsync(string disk, ServiceProcess service, string id)
    {
        await service.WaitForAsync(id, crawl => crawl.GetProperty("progress").GetProperty("pages").GetInt64() > 0);
        await using var ballast = File.Create(Path.Combine(disk, "ballast"));
        try
        {
            var block = new byte[4096];
            while (true)
            {
                await ballast.WriteAsync(block, Token);
                await ballast.FlushAsync(Token);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<(bool IsReady, JsonElement Health)> HealthAsync(ServiceProcess service)
    {
        using var response = await service.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
        return (response.IsSuccessStatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)));
    }

    private static string? StatusOf(JsonElement health, string name) =>
        health.GetProperty("checks").EnumerateArray().First(check => check.GetProperty("name").GetString() == name).GetProperty("status").GetString();

    private static async Task<bool> RunAsync(string program, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            await (process?.WaitForExitAsync(Token) ?? Task.CompletedTask);
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Connections of other clients, which stay open.</summary>
    private sealed class Connections(ServiceProcess service) : IDisposable
    {
        private readonly List<HttpClient> _clients = [];

        /// <summary>Opens them until one gets a number above all others, as none below is free: each of those would be a connection that the crawl may still open.</summary>
        /// <returns>The number that the next descriptor gets.</returns>
        public async Task<int> FillGapsAsync()
        {
            while (true)
            {
                var highest = HighestDescriptor();
                var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = service.Client.BaseAddress };
                _clients.Add(client);
                using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), Token);
                if (HighestDescriptor() is var now && now > highest)
                {
                    return now + 1;
                }
            }
        }

        public void Dispose() => _clients.ForEach(client => client.Dispose());

        private int HighestDescriptor() => Directory.EnumerateFiles($"/proc/{service.Id}/fd").Max(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));
    }
}
