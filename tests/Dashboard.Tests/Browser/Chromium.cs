using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(AsyncCrawler.Dashboard.Tests.Browser.Chromium))]

namespace AsyncCrawler.Dashboard.Tests.Browser;

/// <summary>The system's own Chromium, started at the first need and shared by all tests; tests are skipped where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Overrides where the browser is looked for.</summary>
    public const string Variable = "ASYNCCRAWLER_CHROMIUM";

    // The tests run as root in containers, without a graphics card, and the browser has no business on the network.
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"];

    private static readonly string Executable = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "/usr/bin/chromium";

    private readonly SemaphoreSlim _gate = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Opens a page of its own: no storage, cookies or cache of another test.</summary>
    /// <param name="address">What it opens.</param>
    /// <param name="options">Window, colours and the like.</param>
    /// <param name="isShown">Whether to wait until the view stands; false where something comes before.</param>
    public async Task<WatchedPage> OpenAsync(string address, BrowserNewContextOptions? options = null, bool isShown = true)
    {
        Assert.SkipUnless(File.Exists(Executable), $"There is no browser at {Executable}: install Debian's chromium, or set {Variable}.");
        var browser = await StartAsync();
        var page = await WatchedPage.OpenAsync(await browser.NewContextAsync(options ?? new BrowserNewContextOptions()), address);
        if (isShown)
        {
            await page.WaitUntilShownAsync();
        }

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(WatchedPage.Patience);
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Arguments });
        }
        finally
        {
            _gate.Release();
        }
    }
}
