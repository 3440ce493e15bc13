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

    /// <summary>Processor time of the service with its parsers, those that are over included.</summary>
    public double ProcessorSeconds
    {
        get
        {
            // A process that is running has its own time, and that of its ended children, after the name in parentheses.
            var children = File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return children.Prepend(Id).Sum(TicksOf) / 100.0;

            static double TicksOf(string process)
            {
                var stat = File.ReadAllText($"/proc/{process}/stat");
                return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture));
            }
        }
    }

    private string Id => (_process?.Id ?? 0).ToString(CultureInfo.InvariantCulture);

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
        await WaitUntilAsync(id, crawl => crawl.GetProperty("state").GetString() == "finished");
        return (await Client.GetFromJsonAsync<JsonElement>($"/api/v1/crawls/{id}/summary")).GetProperty("pagesPerSecond").GetDouble();
    }

    public Task WaitForPagesAsync(string id, int pages) => WaitUntilAsync(id, crawl => crawl.GetProperty("progress").GetProperty("pages").GetInt64() >= pages);

    public void Dispose()
    {
        Client.Dispose();
        if (_process is not null)
        {
            using var stop = Process.Start("kill", ["-TERM", Id]);
            _process.WaitForExit();
            _process.Dispose();
        }

        _data.Delete(recursive: true);
    }

    private async Task WaitUntilAsync(string id, Func<JsonElement, bool> isMet)
    {
        while (!isMet(await Client.GetFromJsonAsync<JsonElement>($"/api/v1/crawls/{id}")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
