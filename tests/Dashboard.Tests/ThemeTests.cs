using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>Light and dark: the system decides until somebody else does.</summary>
public sealed class ThemeTests(Chromium chromium)
{
    private const string IsDark = "() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g); return Number(r) + Number(g) + Number(b) < 200; }";

    [Theory]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, true)]
    public async Task Colours_WithoutAChoice_AreThoseOfTheSystem(ColorScheme scheme, bool isDark)
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address, new BrowserNewContextOptions { ColorScheme = scheme });

        Assert.Equal(isDark, await page.Page.EvaluateAsync<bool>(IsDark));
    }

    [Fact]
    public async Task Choice_OfDark_OutlivesTheReload()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address, new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: auto" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        await page.Page.ReloadAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>(IsDark));
    }
}
