using System.Collections.Concurrent;
using System.Text.Json;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>A crawl through the library with real sockets and real parser processes, and the directory that it writes.</summary>
internal sealed class CrawlScene : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-test-");

    public CrawlScene(Action<CrawlerOptions>? configure = null) =>
        _provider = new ServiceCollection().AddAsyncCrawler(options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Politeness.Delay = TimeSpan.Zero;
            options.Politeness.MaxInFlightPerHost = 8;
            options.Parsing.Workers = 2;
            options.Output.Directory = Output;
            options.Output.SavesLinks = true;
            options.OnPageDone((page, _) =>
            {
                Finished.Enqueue(page);
                return ValueTask.CompletedTask;
            });
            configure?.Invoke(options);
        }).BuildServiceProvider();

    public string Output => Path.Combine(_folder.FullName, "crawl");

    public ICrawler Crawler => _provider.GetRequiredService<ICrawler>();

    /// <summary>The finished URLs; their bodies are gone.</summary>
    public ConcurrentQueue<PageOutcome> Finished { get; } = new();

    /// <summary>The records of <c>pages.jsonl</c> by URL; fails when one URL has two.</summary>
    public Dictionary<string, JsonElement> ReadPages() => ReadLines("pages.jsonl").ToDictionary(page => Text(page, "url"), StringComparer.Ordinal);

    public List<JsonElement> ReadLines(string name) =>
        [.. File.ReadLines(Path.Combine(Output, name)).Select(line => JsonElement.Parse(line))];

    public static string Text(JsonElement record, string key) => record.GetProperty(key).GetString() ?? throw new KeyNotFoundException($"{key} is null.");

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
