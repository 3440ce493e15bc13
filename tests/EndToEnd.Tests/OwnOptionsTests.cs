using AsyncCrawler.Contracts;
using AsyncCrawler.Hosting;
using AsyncCrawler.Seeds;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>Crawls of one process with options of their own over one parser pool.</summary>
public sealed class OwnOptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Crawls_ThatShareAPool_EachGetWhatTheyAskedFor()
    {
        await using var site = await SmallSite.StartAsync();
        site["/"] = new SmallAnswer("<title>t</title><h1>head</h1><a href=/b>b</a>");
        site["/b"] = new SmallAnswer("<h1>second</h1>");
        await using var scene = new CrawlScene();
        var folder = Directory.CreateTempSubdirectory("asynccrawler-own-");
        var withFields = OptionsFor(Path.Combine(folder.FullName, "fields"));
        withFields.Parsing.Fields.Add(new FieldRule { Name = "head", Language = FieldLanguage.Css, Expression = "h1" });
        var withOnePage = OptionsFor(Path.Combine(folder.FullName, "one"));
        withOnePage.Frontier.MaxPages = 1;

        await Task.WhenAll(CrawlAsync(scene, site, withFields), CrawlAsync(scene, site, withOnePage));

        var fields = File.ReadAllLines(Path.Combine(folder.FullName, "fields", "pages.jsonl"));
        Assert.Equal(2, fields.Length);
        Assert.Contains("\"fields\":{\"head\":\"second\"}", fields[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"fields\"", Assert.Single(File.ReadAllLines(Path.Combine(folder.FullName, "one", "pages.jsonl"))), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Options_OfARequest_AreCheckedLikeThoseOfTheRegistration()
    {
        await using var scene = new CrawlScene();
        var faulty = OptionsFor("unused");
        faulty.Pipeline.Concurrency = 0;

        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
            await scene.Crawler.StartAsync(new CrawlRequest { Seeds = new ListSeedSource([]), Options = faulty }, Token));
    }

    private static CrawlerOptions OptionsFor(string directory)
    {
        var options = new CrawlerOptions();
        options.Politeness.Delay = TimeSpan.Zero;
        options.Output.Directory = directory;
        return options;
    }

    private static async Task CrawlAsync(CrawlScene scene, SmallSite site, CrawlerOptions options)
    {
        await using var run = await scene.Crawler.StartAsync(new CrawlRequest { Seeds = ListSeedSource.Parse([site.At("/")]), Options = options }, Token);
        await run.Completion;
        Assert.NotEmpty(run.GetSummary().Hosts);
    }
}
