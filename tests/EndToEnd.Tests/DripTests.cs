using System.Net;
using AsyncCrawler.Fetching;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class DripTests
{
    private const int Drippers = 1_000;
    private const int HealthyPages = 100;

    [Fact]
    public async Task N07_AThousandDrippersInOneCrawl_GiveTheirSlotsBackAndTheHealthyHostIsCrawled()
    {
        await using var slow = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                if (request.StartsWith("GET /robots.txt ", StringComparison.Ordinal))
                {
                    await connection.SendAsync("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
                    continue;
                }

                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\nx");
                await connection.WaitForCloseAsync();
            }
        });
        await using var healthy = await SmallSite.StartAsync();
        for (var i = 0; i < HealthyPages; i++)
        {
            healthy[$"/{i}"] = new($"<a href=/{i + 1}>next</a>");
        }

        var services = new ServiceCollection();
        services.AddSingleton<INameResolver>(new LoopbackNames());
        services.AddAsyncCrawler(options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Fetch.MaxRetries = 0;
            options.Fetch.LeastProgressWindow = TimeSpan.FromSeconds(2);
            options.Politeness.Delay = TimeSpan.Zero;

            // All of them are at one address, and are to be under way at once.
            options.Politeness.MaxInFlightPerAddress = Drippers + 1;
            options.Pipeline.Concurrency = Drippers + 1;
        });
        await using var provider = services.BuildServiceProvider();
        var seeds = Enumerable.Range(0, Drippers).Select(i => $"http://h{i}.test:{slow.EndPoint.Port}/").Append(healthy.At("/0"));

        var summary = await provider.GetRequiredService<ICrawler>().CrawlAsync(seeds, TestContext.Current.CancellationToken);

        Assert.Equal(CrawlSummaryState.Complete, summary.State);
        Assert.Equal((HealthyPages, Drippers), (summary.Totals.Pages, summary.Totals.ByReason["too-slow"]));
        Assert.Equal(0, provider.GetRequiredService<ByteBudget>().Reserved);
    }

    private sealed class LoopbackNames : INameResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host) => Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]);
    }
}
