using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Dashboard.Tests.Service;

/// <summary>A site whose pages have given titles, and a first page that leads to them.</summary>
internal sealed class TitleSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TitleSite(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single() + "/";

    public static async Task<TitleSite> StartAsync(IReadOnlyList<string> titles)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var links = string.Concat(titles.Select((_, index) => $"<a href=\"/{index}\">{index}</a>"));
        app.MapGet("/", () => Page("All titles", links + "<a href=\"javascript:alert(1)\">script</a>"));
        app.MapGet("/{index:int}", (int index) => Page(titles[index], ""));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TitleSite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Page(string title, string body) =>
        Microsoft.AspNetCore.Http.Results.Text($"<!doctype html><title>{HtmlEncoder.Default.Encode(title)}</title>{body}", "text/html");
}
