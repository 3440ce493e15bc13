using System.Globalization;
using System.Text.RegularExpressions;
using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.MockSite;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests.Service;

/// <summary>The dashboard of the real service, in a real browser, on real crawls.</summary>
public sealed class ServiceTests(Chromium chromium)
{
    // A crawl takes as long as it takes on a busy machine.
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 180_000 };

    [Fact]
    public async Task Crawl_OrderedInTheBrowser_CanBePausedResumedWatchedToItsEndAndRead()
    {
        await using var service = await ServiceScene.StartAsync();
        await using var site = await ServiceScene.StartSiteAsync(pages: 60);
        await using var page = await chromium.OpenAsync(service.Address + "#/new");
        var seed = site.BaseAddress.AbsoluteUri;

        // Slow enough to be paused on the way.
        await OrderAsync(page, seed, ("Delay per host (s)", "0.1"), ("Depth limit (links)", "0"), ("Name", "The mock site"));
        var status = page.Page.Locator("#crawl-status .badge");
        var pages = page.Page.Locator(".tile dd").First;
        await Assertions.Expect(pages).Not.ToHaveTextAsync("0", new() { Timeout = 180_000 });

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(status).ToHaveTextAsync("Paused", Patiently);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(status).ToHaveTextAsync("Finished", Patiently);

        var reachable = site.Graph!.ReachablePages.Count.ToString(CultureInfo.InvariantCulture);
        await Assertions.Expect(pages).ToHaveTextAsync(reachable);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Throughput: Pages .* after") })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Hosts" })).ToContainTextAsync(seed.TrimEnd('/'));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Parser processes" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await AssertAccessibleAsync(page);

        await ReadPagesAsync(page);
        await ReadImagesAsync(page, site);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Summary" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Seeds" })).ToContainTextAsync(seed);
        await AssertAccessibleAsync(page);
        await page.GoAsync("#/crawls");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Crawls" })).ToContainTextAsync("The mock site");
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Service_ThatIsKilledAndStartedAgainUnderALiveView_IsFollowedToTheEndOfTheCrawl()
    {
        await using var service = await ServiceScene.StartAsync();
        await using var site = await ServiceScene.StartSiteAsync(pages: 60);
        await using var page = await chromium.OpenAsync(service.Address + "#/new");
        await OrderAsync(page, site.BaseAddress.AbsoluteUri, ("Delay per host (s)", "0.1"), ("Depth limit (links)", "0"));
        var pages = page.Page.Locator(".tile dd").First;
        await Assertions.Expect(pages).Not.ToHaveTextAsync("0", new() { Timeout = 180_000 });

        await service.RestartAsync();

        await Assertions.Expect(page.Page.Locator("#crawl-status .badge")).ToHaveTextAsync("Finished", Patiently);
        await Assertions.Expect(pages).ToHaveTextAsync(site.Graph!.ReachablePages.Count.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Faults_OfARealOrder_AreSaidAtTheirFields()
    {
        await using var service = await ServiceScene.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + "#/new");

        await OrderAsync(page, "ftp://nowhere.test/", ("Fetches at a time", "1000000"), ("Include", "("));

        await Assertions.Expect(page.Page.Locator("#field-seeds")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Page.Locator("#field-concurrency")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.Page.Locator("#field-include")).ToHaveAttributeAsync("aria-invalid", "true");
        page.AssertNoComplaints("status of 400");
    }

    [Fact]
    public async Task O03_TitlesOfRealPages_AreShownAsTheyAre()
    {
        string[] titles = ["<script>document.title='pwned'</script>", "\"><img src=x onerror=\"document.title='pwned'\">", "{{7*7}} ${7*7} <%= 7*7 %>", "عنوان \u202Eevil\u202C", "=cmd|' /C calc'!A1"];
        await using var service = await ServiceScene.StartAsync();
        await using var site = await TitleSite.StartAsync(titles);
        await using var page = await chromium.OpenAsync(service.Address + "#/new");

        await OrderAsync(page, site.Address, ("Delay per host (s)", "0"));
        await Assertions.Expect(page.Page.Locator("#crawl-status .badge")).ToHaveTextAsync("Finished", Patiently);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Pages", Exact = true }).ClickAsync();
        await page.WaitUntilShownAsync();

        foreach (var title in titles)
        {
            var shown = title.Replace("\u202E", "U+202E", StringComparison.Ordinal).Replace("\u202C", "U+202C", StringComparison.Ordinal);
            await page.Page.GetByRole(AriaRole.Link, new() { Name = shown }).ClickAsync();
            await Assertions.Expect(page.Page.Locator(".story-title")).ToHaveTextAsync(shown);
            await page.Page.GoBackAsync();
        }

        Assert.NotEqual("pwned", await page.Page.TitleAsync());
        page.AssertNoComplaints();
    }

    /// <summary>Fills in the form, sends it, and waits for what comes of it.</summary>
    internal static async Task OrderAsync(WatchedPage page, string seeds, params (string Label, string Text)[] more)
    {
        await page.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");
        foreach (var (label, text) in more.Prepend(("Seeds", seeds)))
        {
            await page.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }

        await page.Page.GetByLabel("Links", new() { Exact = true }).CheckAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the crawl" }).ClickAsync();
        await page.Page.Locator("#crawl-status, [role=alert]").First.WaitForAsync();
    }

    private static async Task ReadPagesAsync(WatchedPage page)
    {
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Pages", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("Kind").SelectOptionAsync("page");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        var first = page.Page.GetByRole(AriaRole.Table, new() { Name = "Finished URLs" }).GetByRole(AriaRole.Link).First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        var title = await first.Locator(".page-title").TextContentAsync();
        await first.ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = title, Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Timings" })).ToHaveTextAsync(new Regex("^Fetch.* ms.*Parse.* ms$"));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Links \\(\\d+\\)$") })).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
    }

    private static async Task ReadImagesAsync(WatchedPage page, MockSiteServer site)
    {
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Images", Exact = true }).ClickAsync();
        var items = page.Page.GetByRole(AriaRole.List, new() { Name = "Images" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(items).ToHaveCountAsync(site.Graph!.ReachableImages.Count);
        await items.Last.ScrollIntoViewIfNeededAsync();
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.gallery li:last-child img')?.naturalWidth > 0");
        await AssertAccessibleAsync(page);
    }

    private static async Task AssertAccessibleAsync(WatchedPage page)
    {
        await page.WaitUntilShownAsync();
        Assert.Empty(await AccessibilityAudit.FindFaultsAsync(page.Page));
    }
}
