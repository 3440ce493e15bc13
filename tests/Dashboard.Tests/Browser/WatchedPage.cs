using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests.Browser;

/// <summary>
/// A page of the dashboard, and whatever it complains about: errors on the console, of scripts, of the content security
/// policy, dialogs that no code of ours opens, and requests to other servers.
/// </summary>
public sealed class WatchedPage : IAsyncDisposable
{
    /// <summary>Milliseconds that anything may take: a busy machine may be slow, and nothing here waits for its own sake.</summary>
    public const float Patience = 60_000;

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly IBrowserContext _context;
    private readonly string _origin;

    private WatchedPage(IBrowserContext context, IPage page, string origin)
    {
        (_context, Page, _origin) = (context, page, origin);
        page.Console += (_, message) => AddIf(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => _complaints.Enqueue($"script: {error}");
        page.Request += (_, request) => AddIf(!request.Url.StartsWith(_origin, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal), $"request: {request.Url}");
        page.Dialog += (_, dialog) =>
        {
            _complaints.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>What it complained about so far.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, string address)
    {
        context.SetDefaultTimeout(Patience);
        var page = new WatchedPage(context, await context.NewPageAsync(), new Uri(address).GetLeftPart(UriPartial.Authority));
        await page.Page.GotoAsync(address);
        return page;
    }

    /// <summary>Goes to another view, and waits until it shows what it has.</summary>
    public async Task GoAsync(string hash)
    {
        await Page.EvaluateAsync("hash => { document.querySelector('main .page')?.setAttribute('data-left', ''); location.hash = hash; }", hash);
        await WaitUntilShownAsync();
    }

    /// <summary>Waits until a view stands, and nothing of it is loading.</summary>
    public async Task WaitUntilShownAsync() =>
        await Page.WaitForFunctionAsync("() => document.querySelector('main .page:not([data-left]) h1') && !document.querySelector('main .loading')");

    /// <summary>Fails when the page complained about anything that does not contain one of these texts.</summary>
    public void AssertNoComplaints(params string[] expected) =>
        Assert.DoesNotContain(_complaints, complaint => !expected.Any(text => complaint.Contains(text, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void AddIf(bool condition, string complaint)
    {
        if (condition)
        {
            _complaints.Enqueue(complaint);
        }
    }
}
