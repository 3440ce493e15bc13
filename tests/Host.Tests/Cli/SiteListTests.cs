using System.CommandLine;
using AsyncCrawler.Frontier;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class SiteListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-test-");
    private readonly List<string> _faults = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Sites_WithAndWithoutOptions_AreSeedsInTheirOrder()
    {
        var (seeds, options) = Read("""[ "http://a.test/", { "url": "http://b.test", "scope": "domain", "maxPages": 100, "maxDepth": 2, "delay": 2.5 }, { "url": "http://c.test/" }, /* and */ { "URL": "http://d.test/", "MaxDepth": 0 }, ]""");

        Assert.Empty(_faults);
        Assert.Equal(["http://a.test/", "http://b.test/", "http://c.test/", "http://d.test/"], seeds);
        Assert.Equal(
            [("http://b.test", ScopeMode.Domain, 100, 2, TimeSpan.FromSeconds(2.5)), ("http://d.test/", (ScopeMode?)null, (long?)null, 0, (TimeSpan?)null)],
            options.Frontier.Sites.Select(site => (site.Url, site.Scope, site.MaxPages, site.MaxDepth, site.Delay)));
    }

    [Fact]
    public void Sites_WithFields_HaveThemInTheirOrder()
    {
        var (_, options) = Read("""[{ "url": "http://a.test/", "fields": { "title": "css:h1", "tags*": "css:.tag, .key" } }, { "url": "http://b.test/", "maxDepth": 1 }]""");

        Assert.Empty(_faults);
        Assert.Equal(["title=css:h1", "tags*=css:.tag, .key"], options.Frontier.Sites[0].Fields);
        Assert.Null(options.Frontier.Sites[1].Fields);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("{}", "an array of objects")]
    [InlineData("[]", "an array of objects")]
    [InlineData("[1]", "site 1: it has no absolute http or https URL")]
    [InlineData("""["http://a.test/", {"url": "mailto:a@b.c"}]""", "site 2: it has no absolute http or https URL")]
    [InlineData("""[{"url": "http://a.test/", "colour": "red"}]""", "site 1: colour '***': allowed: INDEX:NAME with NAME one of: Url, Scope, MaxPages, MaxDepth, Delay, Fields")]
    [InlineData("""[{"url": "http://a.test/", "scope": "galaxy"}]""", "site 1: scope 'galaxy': allowed: host, domain, prefix, any")]
    [InlineData("""[{"url": "http://a.test/", "maxPages": "many"}]""", "site 1: maxPages 'many': allowed: a whole number")]
    [InlineData("""[{"url": "http://a.test/", "maxPages": 0}]""", "site 1: maxPages '0': allowed: at least 1, or none")]
    [InlineData("""[{"url": "http://a.test/", "delay": 7200}]""", "site 1: delay '7200': allowed: 0s to 1h, or none")]
    public void Sites_ThatCannotBeRead_AreNamedInOneLine(string json, string fault)
    {
        Read(json);

        Assert.Contains(fault, Assert.Single(_faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Sites_InAFileThatIsNotThere_AreAFault()
    {
        Read(null);

        Assert.StartsWith("--sites sites.json: ", Assert.Single(_faults), StringComparison.Ordinal);
    }

    private (IEnumerable<string> Seeds, CrawlerOptions Options) Read(string? json)
    {
        if (json is not null)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "sites.json"), json);
        }

        var list = new SiteList();
        var command = new Command("crawl");
        list.AddTo(command);
        var console = new StringConsole().Console with { CurrentDirectory = _folder.FullName };
        var (seeds, entries) = list.Read(command.Parse(["--sites", "sites.json"]), console, _faults);
        var options = new CrawlerOptions();
        var layers = new SettingLayers([entries]);
        _faults.AddRange(layers.FindFaults());
        layers.ApplyTo(options);
        return (seeds.Select(seed => seed.Text), options);
    }
}
