using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using Microsoft.Extensions.DependencyInjection;

internal static class LibrarySample
{
    public static async Task<CrawlSummary> CrawlAsync(string seed, Action<CrawlerOptions> configure)
    {
        var services = new ServiceCollection().AddAsyncCrawler(options =>
        {
            options.Frontier.MaxPages = 100;
            options.OnPageDone((page, cancellationToken) =>
            {
                Console.WriteLine($"{page.Status} {page.Item.Url} with {page.Links.Count} links");
                return ValueTask.CompletedTask;
            });
            configure(options);
        });

        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<ICrawler>().CrawlAsync([seed]);
    }
}
