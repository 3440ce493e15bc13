using System.Text.Json.Nodes;
using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>The form of a new crawl: what it sends, and where it says what is wrong.</summary>
public sealed class FormTests(Chromium chromium)
{
    [Fact]
    public async Task Order_OfOneSeed_LeavesWhatIsEmptyToTheService()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.New);

        await page.Page.GetByLabel("Seeds", new() { Exact = true }).FillAsync("https://site.test/\n\n");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the crawl" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(service.Address + Views.Live);

        var (line, body) = Assert.Single(service.Orders);
        Assert.Equal("POST crawls", line);
        var order = JsonNode.Parse(body)!.AsObject();
        Assert.Equal(["seeds", "options"], order.Select(pair => pair.Key));
        Assert.Equal("""["https://site.test/"]""", order["seeds"]!.ToJsonString());
        Assert.False(order["options"]!.AsObject().ContainsKey("maxPages"));
        Assert.Equal("""["jsonl"]""", order["options"]!["formats"]!.ToJsonString());
    }

    [Fact]
    public async Task Order_WithEverythingSaid_SendsEverything()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.New);
        await page.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");

        foreach (var (label, text) in new[]
        {
            ("Seeds", "https://a.test/\nhttps://b.test/"), ("Name", "Two sites"), ("Page limit", "50"), ("Depth limit (links)", "2"), ("Time limit (s)", "90"),
            ("Fetches at a time", "8"), ("Fetches at a time per host", "2"), ("Delay per host (s)", "0.5"), ("Include", "/docs/"), ("Exclude", "\\.pdf$\n\\.zip$"),
            ("Fields", "price = css:.price@content\ntags*=xpath://a"), ("URL", "https://hook.test/"), ("Secret", "hush"),
        })
        {
            await page.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }

        await page.Page.GetByLabel("Scope", new() { Exact = true }).SelectOptionAsync("domain");
        await page.Page.GetByLabel("Sitemaps", new() { Exact = true }).SelectOptionAsync("only");
        await page.Page.GetByLabel("robots.txt", new() { Exact = true }).SelectOptionAsync("ignore");
        await page.Page.GetByLabel("Main text", new() { Exact = true }).SelectOptionAsync("markdown");
        await page.Page.GetByLabel("Images", new() { Exact = true }).UncheckAsync();
        await page.Page.GetByLabel("Links", new() { Exact = true }).CheckAsync();
        await page.Page.GetByLabel("CSV", new() { Exact = true }).CheckAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the crawl" }).ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(service.Address + Views.Live);

        var order = JsonNode.Parse(Assert.Single(service.Orders).Body)!;
        var expected = JsonNode.Parse("""
            {
              "name": "Two sites", "seeds": ["https://a.test/", "https://b.test/"], "webhook": { "url": "https://hook.test/", "secret": "hush" },
              "options": {
                "scope": "domain", "seedsOnly": false, "maxPages": 50, "maxDepth": 2, "maxTime": 90, "concurrency": 8, "perHost": 2, "delay": 0.5,
                "robots": "ignore", "nofollow": "obey", "sitemaps": "only", "include": ["/docs/"], "exclude": ["\\.pdf$", "\\.zip$"],
                "images": false, "saveLinks": true, "structured": false, "text": "markdown",
                "fields": { "price": "css:.price@content", "tags*": "xpath://a" }, "formats": ["jsonl", "csv"]
              }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, order), order.ToJsonString());
    }

    [Fact]
    public async Task Faults_OfTheService_AreSaidAtTheirFields()
    {
        await using var service = await CannedService.StartAsync();
        service.Faults = new
        {
            title = "The order has faults.", status = 400,
            errors = new Dictionary<string, string[]> { ["seeds[0]"] = ["'ftp://x' is no http or https URL."], ["options.delay"] = ["Say 0 to 3600."], ["webhook.url"] = ["<b>No</b> such host."], ["quota"] = ["Too many."] },
        };
        await using var page = await chromium.OpenAsync(service.Address + Views.New);

        await page.Page.GetByLabel("Seeds", new() { Exact = true }).FillAsync("ftp://x");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the crawl" }).ClickAsync();

        var alert = page.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToBeFocusedAsync();
        await Assertions.Expect(alert.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(
            ["Seeds: 'ftp://x' is no http or https URL.", "Delay per host: Say 0 to 3600.", "URL: <b>No</b> such host.", "quota: Too many."]);
        var delay = page.Page.GetByLabel("Delay per host (s)", new() { Exact = true });
        await Assertions.Expect(delay).ToBeVisibleAsync();
        await Assertions.Expect(delay).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(delay).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Say 0 to 3600\\.$"));
        await alert.GetByRole(AriaRole.Link, new() { Name = "Delay per host: Say 0 to 3600." }).ClickAsync();
        await Assertions.Expect(delay).ToBeFocusedAsync();
        page.AssertNoComplaints("status of 400");
    }

    [Fact]
    public async Task Order_WithoutASeedOrWithNoNumber_IsNotSent()
    {
        await using var service = await CannedService.StartAsync();
        await using var page = await chromium.OpenAsync(service.Address + Views.New);

        await page.Page.GetByLabel("Page limit").PressSequentiallyAsync("1e");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Begin the crawl" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Seeds: Name at least one URL.", "Page limit: Write a number."]);
        Assert.Empty(service.Orders);
    }
}
