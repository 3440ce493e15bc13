using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>Everything can be done without a mouse, and it is seen where one is.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    private const string Focused = "() => document.activeElement.id || document.activeElement.textContent.trim()";

    [Fact]
    public async Task FirstTab_OnAnyView_LeadsToTheSkipLinkAndPastTheHeader()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address);
        var keyboard = page.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        Assert.Equal("skip-link", await page.Page.EvaluateAsync<string>(Focused));
        await keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.Page.EvaluateAsync<string>(Focused));
        await keyboard.PressAsync("Tab");
        Assert.Equal("New crawl", await page.Page.EvaluateAsync<string>(Focused));
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Theory]
    [InlineData(Views.List)]
    [InlineData(Views.New)]
    [InlineData(Views.Live)]
    [InlineData(Views.Pages)]
    [InlineData(Views.Images)]
    [InlineData(Views.Explain)]
    public async Task Tab_ThroughAView_ReachesEveryControlInTheOrderOfThePageAndShowsWhereItIs(string view)
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + view);

        // Asked for anew each time: data that comes late draws parts of a view again.
        await page.Page.EvaluateAsync("() => { window.order = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter((element) => element.checkVisibility()); }");
        var controls = await page.Page.EvaluateAsync<int>("() => order().length");

        for (var place = 0; place < controls; place++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            Assert.Equal(place, await page.Page.EvaluateAsync<int>("() => order().indexOf(document.activeElement)"));
            Assert.True(await page.Page.EvaluateAsync<bool>(
                """
                () => [null, '::after'].some((part) => {
                  const style = getComputedStyle(document.activeElement, part);
                  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                })
                """));
        }
    }

    [Fact]
    public async Task Enter_OnACrawl_OpensItAndGoesToItsHeading()
    {
        await using var service = await CannedService.StartAsync(texts: ["The crawl"]);
        await using var page = await chromium.OpenAsync(service.Address);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "The crawl" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page).ToHaveURLAsync(service.Address + Views.Live);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "The crawl" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Escape_InADialog_ClosesItAndChangesNothing()
    {
        await using var service = await CannedService.StartAsync("finished");
        await using var page = await chromium.OpenAsync(service.Address + Views.Live);
        var delete = page.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" });

        await delete.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete this crawl?" })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(delete).ToBeFocusedAsync();
        Assert.Empty(service.Orders);
    }

    [Fact]
    public async Task Enter_OnAnImage_ShowsItLargeAndEscapeComesBack()
    {
        await using var service = await CannedService.StartAsync(texts: ["https://site.test/picture.png"]);
        await using var page = await chromium.OpenAsync(service.Address + Views.Images);
        var image = page.Page.GetByRole(AriaRole.Button, new() { Name = "picture.png" });

        await image.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "picture.png" })).ToBeVisibleAsync();
        Assert.Empty(await AccessibilityAudit.FindFaultsAsync(page.Page));
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(image).ToBeFocusedAsync();
    }
}
