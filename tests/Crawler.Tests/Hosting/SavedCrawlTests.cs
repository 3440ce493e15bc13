using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Hosting;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Sinks;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Sinks;

namespace AsyncCrawler.Tests.Hosting;

public sealed class SavedCrawlTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F07_Options_OfEveryShape_AreReadAsTheyWereWritten()
    {
        var asked = new CrawlerOptions();
        asked.Scope.Mode = ScopeMode.Prefix;
        asked.Scope.Patterns.Add(new ScopePattern(IsInclude: false, "/private/"));
        asked.Politeness.Delay = TimeSpan.FromMilliseconds(250);
        asked.Frontier.MaxPages = 77;
        asked.Frontier.MaxDepth = null;
        asked.Fetch.AllowedPorts.Add(8080);
        asked.Fetch.AllowedNetworks.Add("10.0.0.0/8");
        asked.Fetch.Headers["Accept-Language"] = "de";
        asked.Parsing.Fields.Add(new FieldRule { Name = "price", Language = FieldLanguage.Css, Expression = ".price", IsList = true });
        asked.Parsing.Limits = new DocumentLimits { MaxLinks = 123 };
        asked.Output.Formats = RecordFormats.JsonLines | RecordFormats.Csv;
        await WriteAsync(asked);

        var read = new CrawlerOptions();
        SavedCrawl.Read(_folder.Path).ApplyTo(read);

        asked.Output.Directory = _folder.Path;
        Assert.Equal(ToJson(asked), ToJson(read));
    }

    [Fact]
    public async Task Saved_OfACrawl_TellsItsStateAndItsSeeds()
    {
        await WriteAsync(new CrawlerOptions());

        var saved = SavedCrawl.Read(_folder.Path);

        Assert.Equal(CrawlSummaryState.Interrupted, saved.State);
        Assert.Equal(["http://a.test/"], saved.Origin.Urls);
        Assert.Equal("/lists/seeds.txt", saved.Origin.ListPath);
    }

    [Fact]
    public void Read_OfADirectoryWithoutACrawl_SaysSo()
    {
        var fault = Assert.Throws<CrawlDirectoryException>(() => SavedCrawl.Read(_folder.Path));

        Assert.Contains("holds no crawl", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Read_OfADamagedManifest_SaysWhatToDo(string text)
    {
        await File.WriteAllTextAsync(_folder.File("crawl.json"), text, TestContext.Current.CancellationToken);

        var fault = Assert.Throws<CrawlDirectoryException>(() => SavedCrawl.Read(_folder.Path));

        Assert.Contains("Restore it from a copy", fault.Message, StringComparison.Ordinal);
    }

    private static string ToJson(CrawlerOptions options) => JsonSerializer.Serialize(options, CrawlerOptionsJson.Default.CrawlerOptions);

    private async Task WriteAsync(CrawlerOptions options)
    {
        using var directory = CrawlDirectory.CreateNew(_folder.Path, new ManualTimeProvider());
        await directory.WriteManifestAsync(
            new CrawlManifest
            {
                Version = "1",
                State = CrawlSummaryState.Interrupted,
                StartedAt = DateTimeOffset.UnixEpoch,
                Seeds = ["http://a.test/"],
                SeedList = "/lists/seeds.txt",
                Options = JsonSerializer.SerializeToElement(options, CrawlerOptionsJson.Default.CrawlerOptions),
            },
            TestContext.Current.CancellationToken);
    }
}
