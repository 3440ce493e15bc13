using System.Text.Json;

namespace AsyncCrawler.Host.Tests.Api;

public sealed class CrawlApiTests() : ServiceWithSite(CrawlApiTests.Pages)
{
    private const int Pages = 60;

    [Fact]
    public async Task Crawl_FromCreationToItsEnd_IsToldByEveryRoute()
    {
        var id = await Service.CreateAsync(Fast("one"));
        var crawl = await Service.WaitAsync(id, "finished");

        var total = crawl.GetProperty("progress").GetProperty("pages").GetInt64();
        Assert.Equal(Pages, total);
        var (_, summary) = await Service.GetAsync($"/api/v1/crawls/{id}/summary");
        Assert.Equal(total, summary.GetProperty("totals").GetProperty("pages").GetInt64());
        Assert.Equal("complete", summary.GetProperty("state").GetString());
        var (_, pages) = await Service.GetAsync($"/api/v1/crawls/{id}/pages?kind=page&limit=500");
        Assert.Equal(total, pages.GetProperty("items").GetArrayLength());
        var first = pages.GetProperty("items")[0].GetProperty("id").GetString();
        var (_, story) = await Service.GetAsync($"/api/v1/crawls/{id}/pages/{first}");
        Assert.Equal(0, story.GetProperty("redirects").GetArrayLength());
        Assert.True(story.GetProperty("decisions").GetProperty("admission").GetProperty("isAdmitted").GetBoolean());
        Assert.Equal("done", story.GetProperty("decisions").GetProperty("seen").GetProperty("state").GetString());
        var robots = story.GetProperty("decisions").GetProperty("robots");
        Assert.Equal((true, 2, "Allow: /"), (robots.GetProperty("isAllowed").GetBoolean(), robots.GetProperty("line").GetInt32(), robots.GetProperty("rule").GetString()));
        var (_, hosts) = await Service.GetAsync($"/api/v1/crawls/{id}/hosts");
        Assert.Equal(Seed.TrimEnd('/'), hosts.GetProperty("items")[0].GetProperty("host").GetString());
        var (_, workers) = await Service.GetAsync($"/api/v1/crawls/{id}/workers");
        Assert.True(workers.GetProperty("items")[0].GetProperty("pid").GetInt32() > 0);
        var (_, explanation) = await Service.GetAsync($"/api/v1/crawls/{id}/explain?url={Uri.EscapeDataString(Seed)}");
        Assert.Equal(first, explanation.GetProperty("id").GetString());
        Assert.Equal(400, (await Service.GetAsync($"/api/v1/crawls/{id}/explain")).Status);
        var export = await Service.Client.GetStringAsync(new Uri($"/api/v1/crawls/{id}/export", UriKind.Relative), Token);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Service.Data, "crawls", id, "pages.jsonl"), Token), export);
        var (_, list) = await Service.GetAsync("/api/v1/crawls?state=finished");
        Assert.Equal(id, Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task O04_Media_OfACrawl_IsAnAttachmentThatCanDoNothing()
    {
        var id = await Service.CreateAsync(Fast("media"));
        await Service.WaitAsync(id, "finished");
        var (_, media) = await Service.GetAsync($"/api/v1/crawls/{id}/media?limit=1");
        var href = media.GetProperty("items")[0].GetProperty("href").GetString() ?? "";

        using var response = await Service.Client.GetAsync(new Uri(href, UriKind.Relative), Token);

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(404, (await Service.GetAsync($"/api/v1/crawls/{id}/media/..%2f..%2fservice.db")).Status);
    }

    [Fact]
    public async Task Pause_ThenResume_LosesNothing()
    {
        var id = await Service.CreateAsync(new { seeds = new[] { Seed }, options = new { delay = 0.05, maxDepth = 0, images = false } });
        await Service.WaitAsync(id, "running");

        var (accepted, _) = await Service.SendAsync(HttpMethod.Post, $"/api/v1/crawls/{id}/pause");
        var paused = await Service.WaitAsync(id, "paused");
        var (again, _) = await Service.SendAsync(HttpMethod.Post, $"/api/v1/crawls/{id}/pause");
        var (resumed, _) = await Service.SendAsync(HttpMethod.Post, $"/api/v1/crawls/{id}/resume");
        var end = await Service.WaitAsync(id, "finished");

        Assert.Equal((202, 202, 202), (accepted, again, resumed));
        Assert.Equal("paused on request", paused.GetProperty("reason").GetString());
        Assert.Equal(Pages, end.GetProperty("progress").GetProperty("pages").GetInt64());
        var ids = File.ReadLines(Path.Combine(Service.Data, "crawls", id, "pages.jsonl")).Select(line => JsonElement.Parse(line).GetProperty("id").GetString()).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Fact]
    public async Task Delete_OfACrawl_WaitsForItsEndAndLeavesNothing()
    {
        var id = await Service.CreateAsync(new { seeds = new[] { Seed }, options = new { delay = 3600 } });
        await Service.WaitAsync(id, "running");

        var (refused, problem) = await Service.SendAsync(HttpMethod.Delete, $"/api/v1/crawls/{id}");
        await Service.SendAsync(HttpMethod.Post, $"/api/v1/crawls/{id}/cancel");
        await Service.WaitAsync(id, "cancelled");
        var (deleted, _) = await Service.SendAsync(HttpMethod.Delete, $"/api/v1/crawls/{id}");

        Assert.Equal((409, 204), (refused, deleted));
        Assert.Contains("cancel it first", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (await Service.GetAsync($"/api/v1/crawls/{id}")).Status);
        Assert.False(Directory.Exists(Path.Combine(Service.Data, "crawls", id)));
    }

    [Fact]
    public async Task Create_WithAnIdempotencyKey_HappensOnce()
    {
        var body = new { seeds = new[] { Seed }, options = new { seedsOnly = true } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", body, ("Idempotency-Key", "k1"))));
        var (other, _) = await Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", new { seeds = new[] { Seed + "other" } }, ("Idempotency-Key", "k1"));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Body.GetProperty("id").GetString()).Distinct());
        Assert.Equal(409, other);
        Assert.Equal(1, (await Service.GetAsync("/api/v1/crawls")).Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task List_OfManyCrawls_IsPagedWithTheNewestFirst()
    {
        List<string> created = [];
        for (var i = 0; i < 5; i++)
        {
            created.Add(await Service.CreateAsync(new { name = $"n{i}", seeds = new[] { Seed }, options = new { seedsOnly = true } }));
        }

        List<string?> listed = [];
        for (var next = "/api/v1/crawls?limit=2"; next is not null;)
        {
            var (_, page) = await Service.GetAsync(next);
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
            next = page.GetProperty("next").GetString() is { } cursor ? $"/api/v1/crawls?limit=2&cursor={cursor}" : null;
        }

        Assert.Equal(created.AsEnumerable().Reverse(), listed);
    }

    [Fact]
    public async Task Events_OfACrawl_CanBeReadAgainFromWhereAReaderLeft()
    {
        var id = await Service.CreateAsync(new { seeds = new[] { Seed }, options = new { delay = 0.02, maxPages = 20, images = false } });

        var all = await ReadEventsAsync(id, "0");

        var pages = all.Where(happened => happened.Type == "page").ToList();
        Assert.Equal(20, pages.Count);
        Assert.Equal("finished", JsonElement.Parse(all[^1].Data).GetProperty("state").GetString());
        var ids = all.Where(happened => happened.Id is not null).Select(happened => happened.Id ?? 0).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Create_WithAnExpressionThatNoParserUnderstands_IsRefused()
    {
        await Service.WaitAsync(await Service.CreateAsync(new { seeds = new[] { Seed }, options = new { seedsOnly = true, delay = 0 } }), "finished");

        var (status, problem) = await Service.SendAsync(
            HttpMethod.Post, "/api/v1/crawls", new { seeds = new[] { Seed }, options = new { fields = new Dictionary<string, string> { ["good"] = "css:h1", ["bad*"] = "xpath://[" } } });

        Assert.Equal(400, status);
        Assert.Equal("options.fields.bad*", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task U03_Create_WithASeedThatIsTooLong_IsRefused()
    {
        var (status, problem) = await Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", new { seeds = new[] { Seed, Seed + new string('a', 3000) } });

        Assert.Equal(400, status);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal("seeds[1]", fault.Name);
        Assert.Equal($"This URL has {Seed.Length + 3000} characters; at most 2083 are taken: see Frontier:MaxUrlLength.", fault.Value[0].GetString());
    }

    [Theory]
    [InlineData('a', 3000, 3000)]
    [InlineData('é', 900, 5400)]
    public async Task U03_Create_WithASiteThatIsTooLong_IsRefused(char letter, int count, int length)
    {
        var sites = new[] { new { url = Seed }, new { url = Seed + new string(letter, count) } };

        var (status, problem) = await Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", new { options = new { sites } });

        Assert.Equal(400, status);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal("options.sites[1].url", fault.Name);
        Assert.Equal($"This URL has {Seed.Length + length} characters; at most 2083 are taken: see Frontier:MaxUrlLength.", fault.Value[0].GetString());
    }

    [Fact]
    public async Task Create_WithSitesAlone_CrawlsEachByItsOwnOptions()
    {
        var sites = new object[] { new { url = Seed, maxPages = 3 }, new { url = Seed + "p2", fields = new Dictionary<string, string> { ["title"] = "css:title" } } };

        var id = await Service.CreateAsync(new { options = new { sites, seedsOnly = true, delay = 0, images = false } });

        await Service.WaitAsync(id, "finished");
        var (_, pages) = await Service.GetAsync($"/api/v1/crawls/{id}/pages");
        var records = pages.GetProperty("items").EnumerateArray().ToDictionary(page => page.GetProperty("url").GetString() ?? "");
        Assert.Equal([Seed, Seed + "p2"], records.Keys.Order());
        Assert.Equal([Seed + "p2"], records.Where(page => page.Value.TryGetProperty("fields", out _)).Select(page => page.Key));
    }

    [Fact]
    public async Task Create_WithFaultySites_NamesEachFault()
    {
        var sites = new object[]
        {
            new { url = Seed, maxPages = 0, colour = "red" },
            new { url = Seed + "p1" },
            new { url = Seed, scope = "galaxy", fields = new Dictionary<string, string> { ["title"] = "h1" } },
        };

        var (status, problem) = await Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", new { options = new { sites } });

        Assert.Equal(400, status);
        Assert.Equal(
            ["options.sites[0].colour", "options.sites[0].maxPages", "options.sites[2].fields.title", "options.sites[2].scope"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("""{"sites":{}}""")]
    [InlineData("""{"sites":["http://a.test/"]}""")]
    [InlineData("""{"sites":[{"url":"mailto:a@b.test"}]}""")]
    [InlineData("""{"sites":[{"url":"http://a.test/","fields":{"title":1}}]}""")]
    public async Task Create_WithSitesThatAreNone_SaysWhatTheyLookLike(string options)
    {
        var (status, problem) = await Service.SendAsync(HttpMethod.Post, "/api/v1/crawls", new { seeds = new[] { Seed }, options = JsonElement.Parse(options) });

        Assert.Equal(400, status);
        Assert.StartsWith("Write a list of at most 1000 objects", Assert.Single(problem.GetProperty("errors").GetProperty("options.sites").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crawls?limit=abc", "limit", "\"abc\" is not taken. Write a whole number from 1 to 500.")]
    [InlineData("crawls?limit=501", "limit", "\"501\" is not taken. Write a whole number from 1 to 500.")]
    [InlineData("crawls?limit=1&limit=2", "limit", "\"1,2\" is not taken. Write a whole number from 1 to 500.")]
    [InlineData("crawls?cursor=x", "cursor", "\"x\" is not taken. Write the next of an earlier answer.")]
    [InlineData("crawls?state=odd", "state", "\"odd\" is not taken. Write one of: queued, running, pausing, paused, cancelling, cancelled, finished, failed.")]
    [InlineData("crawls/ID/pages?limit=-1", "limit", "\"-1\" is not taken. Write a whole number from 1 to 500.")]
    [InlineData("crawls/ID/media?limit=1e2", "limit", "\"1e2\" is not taken. Write a whole number from 1 to 500.")]
    [InlineData("crawls/ID/pages?cursor=x", "cursor", "\"x\" is not taken. Write the next of an earlier answer; after a crash of the service begin anew.")]
    [InlineData("crawls/ID/export?format=xml", "format", "\"xml\" is not taken. Write jsonl or csv.")]
    public async Task Parameter_ThatCannotBeTaken_IsNamedWithItsValueAndWhatIsAllowed(string route, string name, string text)
    {
        var id = route.Contains("ID", StringComparison.Ordinal) ? await Service.CreateAsync(new { seeds = new[] { Seed }, options = new { delay = 3600 } }) : "";

        var (status, problem) = await Service.GetAsync($"/api/v1/{route.Replace("ID", id, StringComparison.Ordinal)}");

        Assert.Equal(400, status);
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal((name, text), (fault.Name, fault.Value[0].GetString()));
    }

    [Fact]
    public async Task Options_OfTheService_NameEveryOptionThatCanBeAskedFor()
    {
        var (_, options) = await Service.GetAsync("/api/v1/options");

        var named = options.GetProperty("defaults").EnumerateObject().Select(option => option.Name);
        Assert.Equal(Host.Jobs.CrawlOption.All.Select(option => option.Name).Except(["include", "exclude", "fields", "sites"]), named);
    }

    private object Fast(string name) => new { name, seeds = new[] { Seed }, options = new { delay = 0, perHost = 4, maxDepth = 0 } };

    private async Task<List<(long? Id, string Type, string Data)>> ReadEventsAsync(string id, string lastId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/crawls/{id}/events");
        request.Headers.Add("Last-Event-ID", lastId);
        using var response = await Service.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return
        [
            .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => !block.StartsWith(':')).Select(block =>
            {
                var fields = block.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);
                return (fields.TryGetValue("id", out var number) ? long.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : (long?)null, fields["event"], fields["data"]);
            }),
        ];
    }
}
