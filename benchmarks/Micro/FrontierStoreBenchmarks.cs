using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Urls;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>The life of 1,000 URLs in a store: added in batches of 50, leased 16 at a time, and each 16 completed in one commit.</summary>
[MemoryDiagnoser]
public class FrontierStoreBenchmarks
{
    private const int Urls = 1_000;
    private readonly FrontierItem[][] _batches = [.. Enumerable.Range(0, Urls).Select(Item).Chunk(50)];

    [Benchmark(Baseline = true, OperationsPerInvoke = Urls)]
    public async Task<long> InMemory()
    {
        await using var store = new InMemoryFrontierStore();
        return await LiveAsync(store);
    }

    [Benchmark(OperationsPerInvoke = Urls)]
    public async Task<long> Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("asynccrawler-bench-");
        try
        {
            await using var store = await SqliteFrontierStore.OpenAsync(Path.Combine(folder.FullName, "frontier.db"), CancellationToken.None);
            return await LiveAsync(store);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<long> LiveAsync(IFrontierStore store)
    {
        foreach (var batch in _batches)
        {
            await store.AddNewAsync(batch, CancellationToken.None);
        }

        var request = new LeaseRequest { Host = _batches[0][0].Url.Host, Max = 16, Now = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(1) };
        while ((await store.LeaseAsync(request, CancellationToken.None)).Leases is { Count: > 0 } leases)
        {
            await store.CompleteAsync(leases, CancellationToken.None);
        }

        return (await store.CountAsync(CancellationToken.None)).Completed;
    }

    private static FrontierItem Item(int number) =>
        CrawlUrl.TryParse($"http://site.test/section-{number % 7}/page-{number}.html", out var url) ? FrontierItem.ForSeed(url) : throw new InvalidOperationException();
}
