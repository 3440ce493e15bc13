using System.Text.RegularExpressions;
using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>Watching and steering a crawl.</summary>
public sealed class CrawlTests(Chromium chromium)
{
    [Fact]
    public async Task LiveView_OfARunningCrawl_ShowsNumbersHostsWorkersErrorsAndPages()
    {
        await using var service = await CannedService.StartAsync(texts: ["https://site.test"]);
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);

        await Assertions.Expect(page.Page.Locator(".tile").First).ToHaveTextAsync("Pages1,23412.5 pages/s");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Hosts" }).GetByRole(AriaRole.Row).Nth(1)).ToHaveTextAsync(new Regex("^https://site\\.test1120" + "1 s"));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Parser processes" })).ToHaveTextAsync("https://site.testBusyPID4000Documents12Deaths0");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToContainTextAsync("200 · 2.0 KiB · 35 ms");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Errors by reason" })).ToContainTextAsync("https://site.test");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^Queue: Waiting 89, Under way 4 after") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PauseAndResume_OfARunningCrawl_AskTheServiceAndShowWhatItSays()
    {
        await using var service = await CannedService.StartAsync(texts: ["Disk full"]);
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);
        var status = page.Page.Locator("#crawl-status");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(status).ToContainTextAsync("PausedDisk full");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(status).ToContainTextAsync("Running");

        Assert.Equal([$"POST crawls/{CannedService.Crawl}/pause", $"POST crawls/{CannedService.Crawl}/resume"], service.Orders.Select(order => order.Line));
    }

    [Fact]
    public async Task Delete_OfAFinishedCrawl_AsksFirstAndLeadsToTheList()
    {
        await using var service = await CannedService.StartAsync("finished");
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        Assert.Empty(service.Orders);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the crawl" }).ClickAsync();

        await Assertions.Expect(page.Page).ToHaveURLAsync(service.Address + Views.List);
        Assert.Equal($"DELETE crawls/{CannedService.Crawl}", Assert.Single(service.Orders).Line);
    }

    [Fact]
    public async Task EventStream_ThatBreaks_IsTakenUpWhereItWas()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();

        service.CutStreams();

        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToHaveCountAsync(0);
        Assert.Equal(["0", "4"], service.Streams);
    }

    [Fact]
    public async Task LiveView_OfTenThousandPagesAtOnce_ShowsTheLastOnesAndGoesOn()
    {
        await using var service = await CannedService.StartAsync();
        service.PageEvents = 10_000;
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);
        var rows = page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" }).GetByRole(AriaRole.Listitem);

        await Assertions.Expect(rows.First.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new Regex($"/{9_999:x32}$"));
        await Assertions.Expect(rows).ToHaveCountAsync(12);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Pages", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = "Finished URLs" })).ToBeVisibleAsync();
        page.AssertNoComplaints();
    }

    [Fact]
    public async Task Service_ThatIsAwayForAWhile_IsFoundAgain()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();

        await page.Page.Context.SetOfflineAsync(true);
        service.CutStreams();
        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("The service cannot be reached")).ToBeVisibleAsync();
        await page.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("#crawl-status")).ToContainTextAsync("Paused");
    }

    [Fact]
    public async Task EventStream_ThatIsSilentForLong_IsTakenUpAnew()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.List);
        await page.Page.Clock.InstallAsync();
        await page.GoAsync(Views.Live);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();

        await page.Page.Clock.FastForwardAsync(46_000);
        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToBeVisibleAsync();
        await page.Page.Clock.FastForwardAsync(1_000);

        await Assertions.Expect(page.Page.GetByText("The connection to the service broke")).ToHaveCountAsync(0);
        Assert.Equal(["0", "4"], service.Streams);
    }

    [Fact]
    public async Task Explanation_OfAUrl_TellsTheVerdictAndEveryGate()
    {
        await using var service = await CannedService.StartAsync(texts: ["Disallow: /private"]);
        await using var page = await chromium.OpenAsync(service.Address + Views.Story);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Which rules decide about this URL?" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByLabel("URL", new() { Exact = true })).ToHaveValueAsync("https://site.test/page-0");
        var decisions = page.Page.GetByRole(AriaRole.Region, new() { Name = "Decisions" });
        await Assertions.Expect(decisions).ToContainTextAsync("Robots denied");
        await Assertions.Expect(decisions.Locator("li > strong")).ToHaveTextAsync(["Canonical form", "Seen before", "Scope", "Budgets", "robots.txt", "Politeness"]);
        await Assertions.Expect(decisions.GetByRole(AriaRole.Listitem).Nth(4)).ToContainTextAsync("AllowedNoLine3RuleDisallow: /private");
    }

    [Theory]
    [InlineData(Views.Pages, 3, "3 damaged lines are left out here.")]
    [InlineData(Views.Images, 1, "1 damaged line is left out here.")]
    [InlineData(Views.Pages, 0)]
    [InlineData(Views.Images, 0)]
    public async Task Records_OfWhichLinesAreDamaged_SayHowManyAreLeftOut(string view, int skipped, params string[] notes)
    {
        await using var service = await CannedService.StartAsync(skipped: skipped);
        await using var page = await chromium.OpenAsync(service.Address + view);

        Assert.Equal(notes, await page.Page.GetByText("left out here.").AllTextContentsAsync());
        Assert.Empty(await AccessibilityAudit.FindFaultsAsync(page.Page));
    }

    [Fact]
    public async Task Filters_OfThePages_GoIntoTheAddressAndComeBackFromIt()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.Pages);

        await page.Page.GetByLabel("Text").FillAsync("a & b");
        await page.Page.GetByLabel("Outcome").SelectOptionAsync("http-error");
        await page.Page.GetByLabel("Host").PressAsync("Enter");
        await Assertions.Expect(page.Page).ToHaveURLAsync($"{service.Address}{Views.Pages}?text=a+%26+b&outcome=http-error");
        await page.Page.ReloadAsync();
        await page.WaitUntilShownAsync();
        await Assertions.Expect(page.Page.GetByLabel("Text")).ToHaveValueAsync("a & b");
        await Assertions.Expect(page.Page.GetByLabel("Outcome")).ToHaveValueAsync("http-error");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync($"{service.Address}{Views.Pages}?text=a+%26+b&outcome=http-error&cursor=more");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Previous" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync($"{service.Address}{Views.Pages}?text=a+%26+b&outcome=http-error");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync($"{service.Address}{Views.Pages}");
    }
}
