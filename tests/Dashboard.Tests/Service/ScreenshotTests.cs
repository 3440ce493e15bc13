using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.TestKit;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests.Service;

/// <summary>Takes the pictures of the README, of the real service at work.</summary>
public sealed class ScreenshotTests(Chromium chromium)
{
    /// <summary>The folder that gets the pictures, relative to the root of the repository; without it none are taken.</summary>
    private const string Variable = "ASYNCCRAWLER_SCREENSHOTS";

    // What a view loads by itself has come: the images that can be seen, and the last pages of a running crawl.
    private const string IsComplete =
        "() => [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight) && (!document.querySelector('.chart-grid') || document.querySelector('.feed li'))";

    [Fact]
    public async Task Screenshots_WhenAskedFor_AreTaken()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(folder is { Length: > 0 }, $"No pictures are asked for: set {Variable} to a folder, for example docs/images.");
        await using var service = await ServiceScene.StartAsync();
        await using var site = await ServiceScene.StartSiteAsync(pages: 3_000);
        var stubs = string.Join('\n', new[] { "", "status/404", "status/410", "redirect/chain", "redirect/loop", "bobo", "jay", "tom", "landing" }.Select(path => site.BaseAddress.AbsoluteUri + path));

        await using var order = await chromium.OpenAsync(service.Address + "#/new");
        await ServiceTests.OrderAsync(order, stubs, ("Name", "Mock site"), ("Delay per host (s)", "0.02"), ("Fetches at a time per host", "4"), ("Depth limit (links)", "0"), ("Page limit", "3000"));
        var live = new Uri(order.Page.Url).Fragment;
        await order.Page.WaitForFunctionAsync("() => Number(document.querySelector('.tile dd').textContent.replace(',', '')) > 1000", null, new() { Timeout = 300_000 });

        await TakeAsync(service, live, "live-light", ColorScheme.Light, 1280, 1180);
        await TakeAsync(service, live, "live-dark", ColorScheme.Dark, 1280, 1180);
        await TakeAsync(service, live, "live-phone", ColorScheme.Light, 390, 844);
        await TakeAsync(service, $"{live}/summary", "summary-dark", ColorScheme.Dark, 1280, 900);
        await TakeAsync(service, $"{live}/pages?kind=page&outcome=ok", "story-light", ColorScheme.Light, 1280, 900, ".page-link");

        async Task TakeAsync(ServiceScene shown, string view, string name, ColorScheme scheme, int width, int height, string? click = null)
        {
            var window = new ViewportSize { Width = width, Height = height };
            await using var page = await chromium.OpenAsync(shown.Address + view, new BrowserNewContextOptions { ViewportSize = window, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            if (click is not null)
            {
                await page.Page.Locator(click).Nth(12).ClickAsync();
                await page.Page.Locator(".story-title").WaitForAsync();
            }

            await page.Page.WaitForFunctionAsync(IsComplete);
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryRoot.Path, folder, $"dashboard-{name}.png") });
        }
    }
}
