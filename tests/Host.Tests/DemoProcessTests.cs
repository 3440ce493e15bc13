using System.Text.Json;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests;

public sealed class DemoProcessTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"asynccrawler-demo-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task Demo_OfASmallSite_EqualsItsOracleAndNamesTwoWorkers()
    {
        using var demo = AsyncCrawlerProcess.Start("demo", "--pages", "40", "--seed", "7", "--workers", "2", "-o", _directory);

        Assert.True(await demo.WaitAsync() == 0, demo.AllText);
        Assert.Contains(demo.Output, line => line.StartsWith("pages 40 of 40, images ", StringComparison.Ordinal) && line.EndsWith(": equal to the oracle", StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.Contains("parser-1 (pid ", StringComparison.Ordinal) && line.Contains("parser-2 (pid ", StringComparison.Ordinal));
        Assert.Equal(40, File.ReadLines(Path.Combine(_directory, "pages.jsonl")).Count(line => line.Contains("\"kind\":\"page\"", StringComparison.Ordinal)));
        Assert.All(["crawl.json", "summary.json", "media.jsonl"], name => Assert.True(File.Exists(Path.Combine(_directory, name)), name));
    }

    [Theory]
    [InlineData("{broken")]
    [InlineData("{\"Kestrel\":{\"Endpoints\":{\"Theirs\":{\"Url\":\"http://127.0.0.1:0\"}}}}")]
    public async Task Demo_InTheFolderOfAnotherProgram_DoesNotReadItsSettings(string settings)
    {
        Directory.CreateDirectory(_directory);
        await File.WriteAllTextAsync(Path.Combine(_directory, "appsettings.json"), settings, TestContext.Current.CancellationToken);
        using var demo = AsyncCrawlerProcess.StartInShell("cd \"$1\" && exec \"$0\" demo --pages 5 -o result", _directory);

        Assert.True(await demo.WaitAsync() == 0, demo.AllText);
    }

    [Fact]
    public async Task Demo_WithJson_WritesNothingButJsonLines()
    {
        using var demo = AsyncCrawlerProcess.Start("demo", "--pages", "20", "-o", _directory, "--json");

        Assert.True(await demo.WaitAsync() == 0, demo.AllText);
        using var summary = JsonDocument.Parse(demo.Output[^1]);
        Assert.Equal("summary", summary.RootElement.GetProperty("type").GetString());
        Assert.True(summary.RootElement.GetProperty("oracle").GetProperty("isEqual").GetBoolean());
        Assert.Equal(20, summary.RootElement.GetProperty("summary").GetProperty("totals").GetProperty("pages").GetInt64());
        Assert.All(demo.Output[..^1], line => Assert.StartsWith("{\"type\":\"progress\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_WhenPagesAreLeftOut_SaysWhichAndExits1()
    {
        using var demo = AsyncCrawlerProcess.Start("demo", "--pages", "20", "-o", _directory, "-s", "Frontier:MaxPages=5");

        Assert.Equal(1, await demo.WaitAsync());
        Assert.Contains(demo.Output, line => line.StartsWith("pages 5 of 20, ", StringComparison.Ordinal) && line.EndsWith("different from the oracle", StringComparison.Ordinal));
        Assert.Equal(10, demo.Output.Count(line => line.StartsWith("missing page: http://127.0.0.1:", StringComparison.Ordinal)));
    }
}
