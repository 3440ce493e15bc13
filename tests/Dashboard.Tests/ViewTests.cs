using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>What holds for each view: it says what it is for, anybody can use it, and it fits where it is shown.</summary>
public sealed class ViewTests(Chromium chromium)
{
    private const string LongWord = "An_extraordinarily_long_word_without_any_place_to_break_it_anywhere_which_a_page_may_well_have_as_its_title_0123456789";

    public static TheoryData<string> Views => Canned.Views.Each;

    public static TheoryData<string, ColorScheme> ViewsInBothSchemes =>
        new(Canned.Views.All.SelectMany(view => new[] { (view, ColorScheme.Light), (view, ColorScheme.Dark) }));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task View_WithoutAnythingSpecial_ComplainsAboutNothing(string view)
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + view);

        // A view may show what it has before it has all of it, and gets its title then.
        await page.Page.WaitForFunctionAsync("document.title.endsWith('· AsyncCrawler')");
        page.AssertNoComplaints();
    }

    [Theory]
    [MemberData(nameof(ViewsInBothSchemes))]
    public async Task View_InEitherColourScheme_HasRolesNamesAndContrast(string view, ColorScheme scheme)
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + view, new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await OpenDetailsAsync(page);

        Assert.Empty(await AccessibilityAudit.FindFaultsAsync(page.Page));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task View_OnAPhone_NeedsNoSidewaysScrolling(string view)
    {
        await using var service = await CannedService.StartAsync(texts: [LongWord]);
        await using var page = await chromium.OpenAsync(service.Address + view, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await OpenDetailsAsync(page);

        Assert.Equal(390, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        // What WCAG 2.2 §1.4.10 asks for: a small phone, or a desktop enlarged to 400 %.
        await page.Page.SetViewportSizeAsync(320, 568);
        Assert.Equal(320, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task View_ForWhomMotionIsTooMuch_StandsStill(string view)
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + view, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => document.getAnimations().length"));
    }

    [Fact]
    public async Task Address_ThatMeansNoView_SaysSo()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + "#/no/such/view");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nothing is here");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "To the list of crawls" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Crawls");
    }

    [Fact]
    public async Task Crawl_ThatIsGone_IsSaidAndCanBeTriedAgain()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + "#/crawls/gone");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not found");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
        page.AssertNoComplaints("status of 404");
    }

    private static Task OpenDetailsAsync(WatchedPage page) => page.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");
}
