using System.Net;
using System.Text.Json;
using AsyncCrawler.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>The Big List of Naughty Strings as titles of pages: what every view and export of the service makes of them.</summary>
public sealed class HostileTextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task O01_O03_O05_HostileTitles_AreJsonTextInEveryViewAndExport()
    {
        var texts = ReadTexts();
        await using var site = await StartSiteAsync(texts);
        await using var service = await ServiceScene.StartAsync();
        var id = await CrawlAsync(service, site, texts.Length);
        var titles = File.ReadLines(Path.Combine(service.Data, "crawls", id, "pages.jsonl"))
            .Select(line => JsonElement.Parse(line)).ToDictionary(page => Text(page, "id"), page => page.GetProperty("title").GetString());

        var listed = new Dictionary<string, string?>();
        for (string? cursor = "0"; cursor is not null;)
        {
            var text = await HarmlessAsync(service, $"/api/v1/crawls/{id}/pages?limit=100&cursor={cursor}", "application/json");
            var page = JsonElement.Parse(text);
            page.GetProperty("items").EnumerateArray().ToList().ForEach(item => listed.Add(Text(item, "id"), item.GetProperty("title").GetString()));
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal(texts.Length + 1, titles.Count);
        Assert.Equal(titles, listed);
        foreach (var (pageId, title) in titles.Where((_, index) => index % 25 == 0))
        {
            var story = JsonElement.Parse(await HarmlessAsync(service, $"/api/v1/crawls/{id}/pages/{pageId}", "application/json"));
            Assert.Equal(title, story.GetProperty("title").GetString());
        }

        await HarmlessAsync(service, $"/api/v1/crawls/{id}/summary", "application/json");
        var events = await HarmlessAsync(service, $"/api/v1/crawls/{id}/events", "text/event-stream");
        Assert.All(events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), block => Assert.StartsWith("event: state\ndata: {", block, StringComparison.Ordinal));
        Assert.DoesNotContain(service.Log, character => character is '\u001b' or '\a' or '\u202e' or '\u2028');
    }

    [Fact]
    public async Task O02_HostileTitles_AreNoFormulasInTheCsvExport()
    {
        string[] texts = ["=cmd|' /C calc'!A1", "+1", "-1", "@x", "\t=1", "＝1", "\"quoted\"", "a\r\nb", .. ReadTexts().Take(50)];
        await using var site = await StartSiteAsync(texts);
        await using var service = await ServiceScene.StartAsync();
        var id = await CrawlAsync(service, site, texts.Length);

        using var response = await service.Client.GetAsync(new Uri($"/api/v1/crawls/{id}/export?format=csv", UriKind.Relative), Token);
        var csv = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(("text/csv", "attachment"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(service.Data, "crawls", id, "pages.csv"), Token), csv);
        Assert.DoesNotMatch(@"(?m)(^|,)""?[=+@＝]", csv);
    }

    // The scripts of a page are text to everybody: never HTML, and never a byte that a terminal or a line-based reader would act on.
    private static async Task<string> HarmlessAsync(ServiceScene service, string path, string contentType)
    {
        using var response = await service.Client.GetAsync(new Uri(path, UriKind.Relative), Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain(text, character => character is '<' or '>' or '\u2028' or '\u202e' || (char.IsControl(character) && character != '\n'));
        return text;
    }

    private static string[] ReadTexts() =>
        [.. (JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Corpora.Require("naughty-strings/blns.json"))) ?? []), "\ud800 lone", "\0 nul", "\ufffe\uffff"];

    private static string Text(JsonElement record, string key) => record.GetProperty(key).GetString() ?? "";

    private static async Task<string> CrawlAsync(ServiceScene service, WebApplication site, int count)
    {
        var id = await service.CreateAsync(new { seeds = new[] { site.Urls.First() + "/" }, options = new { delay = 0, perHost = 8, robots = "ignore", maxPages = count + 1 } });
        await service.WaitAsync(id, "finished");
        return id;
    }

    private static async Task<WebApplication> StartSiteAsync(string[] texts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            var path = context.Request.Path.Value?.TrimStart('/') ?? "";
            return context.Response.WriteAsync(int.TryParse(path, System.Globalization.CultureInfo.InvariantCulture, out var index)
                ? $"<title>{WebUtility.HtmlEncode(texts[index])}</title><p>page"
                : string.Concat(Enumerable.Range(0, texts.Length).Select(number => $"<a href=/{number}>x</a>")));
        });
        await site.StartAsync(Token);
        return site;
    }
}
