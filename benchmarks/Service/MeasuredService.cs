using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace AsyncCrawler.Benchmarks.Service;

/// <summary>A service of its own, in a new data directory. Disposing ends it and removes the directory.</summary>
internal sealed class MeasuredService(string program) : IDisposable
{
    private const string Greeting = "Listening on ";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("asynccrawler-load-");
    private Process? _process;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 300 });

    public double ResidentMiB
    {
        get
        {
            _process?.Refresh();
            return (_process?.WorkingSet64 ?? 0) / 1_048_576.0;
        }
    }

    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(
            program, ["serve", "--listen", "127.0.0.1:0", "--data", _data.FullName, "--allow-private", "-q", "-s", "Service:RequestsPerSecond=100000"]) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} does not start.");
        var line = await _process.StandardError.ReadLineAsync() ?? "";
        Client.BaseAddress = new Uri(line[(line.IndexOf(Greeting, StringComparison.Ordinal) + Greeting.Length)..].Split(' ')[0]);
        _ = _process.StandardError.ReadToEndAsync();
    }

    public async Task<string> CreateAsync(Uri site, int pages)
    {
        var body = new { seeds = new[] { site }, options = new { delay = 0, perHost = 8, maxPages = pages, maxDepth = 0, images = false, robots = "ignore" } };
        using var response = await Client.PostAsJsonAsync("/api/v1/crawls", body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Pages per second by the crawl's own summary.</returns>
    public async Task<double> WaitAsync(string id)
    {
        while ((await Client.GetFromJsonAsync<JsonElement>($"/api/v1/crawls/{id}")).GetProperty("state").GetString() != "finished")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        return (await Client.GetFromJsonAsync<JsonElement>($"/api/v1/crawls/{id}/summary")).GetProperty("pagesPerSecond").GetDouble();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (_process is not null)
        {
            using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            _process.WaitForExit();
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }
}
