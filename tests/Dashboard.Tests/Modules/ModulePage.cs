using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;

namespace AsyncCrawler.Dashboard.Tests.Modules;

/// <summary>One page of the dashboard, in which its modules can be asked.</summary>
public sealed class ModulePage(Chromium chromium) : IAsyncDisposable
{
    private CannedService? _service;
    private WatchedPage? _page;

    /// <summary>What an expression gives, as JSON; it may use whatever the module exports.</summary>
    public async Task<string> AskAsync(string module, string expression)
    {
        _service ??= await CannedService.StartAsync();
        _page ??= await chromium.OpenAsync(_service.Address + Views.New);
        var path = $"/scripts/{module}";
        var names = await _page.Page.EvaluateAsync<string[]>("async (path) => Object.keys(await import(path))", path);
        return await _page.Page.EvaluateAsync<string>($"async (path) => {{ const {{ {string.Join(", ", names)} }} = await import(path); return JSON.stringify({expression}); }}", path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.DisposeAsync();
        }

        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }
}
