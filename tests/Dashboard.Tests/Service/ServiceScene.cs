using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Dashboard.Tests.Service;

/// <summary>The real service as a process with an empty data directory.</summary>
internal sealed class ServiceScene : IAsyncDisposable
{
    private const string Said = "Listening on ";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("asynccrawler-dashboard-");
    private AsyncCrawlerProcess _process;

    private ServiceScene() => _process = Start("127.0.0.1:0");

    /// <summary>Where it listens, with a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it said, for the message of a failed test.</summary>
    public string Log => _process.AllText;

    public static async Task<ServiceScene> StartAsync()
    {
        var scene = new ServiceScene();
        await scene._process.WaitForLineAsync(Said);
        var line = scene._process.Errors.First(line => line.Contains(Said, StringComparison.Ordinal));
        scene.Address = line[(line.IndexOf(Said, StringComparison.Ordinal) + Said.Length)..].Split(' ')[0].TrimEnd('/') + "/";
        return scene;
    }

    /// <summary>Kills it, and starts it again on its data, where it was.</summary>
    public async Task RestartAsync()
    {
        _process.Signal("KILL");
        await _process.WaitAsync();
        _process.Dispose();
        _process = Start(new Uri(Address).Authority);
        await _process.WaitForLineAsync(Said);
    }

    public static Task<MockSiteServer> StartSiteAsync(int pages) =>
        MockSiteServer.StartAsync(new MockSiteOptions { Pages = pages }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private AsyncCrawlerProcess Start(string listen) =>
        AsyncCrawlerProcess.Start("serve", "--listen", listen, "--data", _data.FullName, "--workers", "2", "--allow-private");
}
