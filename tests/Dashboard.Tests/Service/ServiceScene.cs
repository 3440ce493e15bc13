using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Dashboard.Tests.Service;

/// <summary>The real service as a process with an empty data directory.</summary>
internal sealed class ServiceScene : IAsyncDisposable
{
    private const string Said = "Listening on ";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("asynccrawler-dashboard-");
    private readonly AsyncCrawlerProcess _process;

    private ServiceScene() =>
        _process = AsyncCrawlerProcess.Start("serve", "--listen", "127.0.0.1:0", "--data", _data.FullName, "--workers", "2", "--allow-private");

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

    public static Task<MockSiteServer> StartSiteAsync(int pages) =>
        MockSiteServer.StartAsync(new MockSiteOptions { Pages = pages }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
