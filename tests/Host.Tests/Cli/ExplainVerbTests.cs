using System.Text.Json;
using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class ExplainVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-test-");
    private readonly StringConsole _console = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Explain_AsJson_IsOneRecord()
    {
        Assert.Equal(0, await RunAsync("http://b.test/x\u0085y", "--seed", "http://a.test/", "--offline", "--json"));

        var record = JsonElement.Parse(Assert.Single(Lines));
        Assert.Equal("refused", record.GetProperty("verdict").GetString());
        Assert.Equal("OutOfScope", record.GetProperty("admission").GetProperty("refusal").GetString());
    }

    [Fact]
    public async Task Explain_WithAConfiguration_GoesByItsRules()
    {
        var config = Path.Combine(_folder.FullName, "crawl.json");
        await File.WriteAllTextAsync(config, """{ "Scope": { "Mode": "any", "Patterns": [{ "IsInclude": false, "Pattern": "param:sid" }] } }""", TestContext.Current.CancellationToken);

        Assert.Equal(0, await RunAsync("http://b.test/?sid=1", "--config", config, "--seed", "http://a.test/", "--offline"));

        Assert.Equal("verdict  refused: OutOfScope: exclude param:sid", Lines[0]);
        Assert.Contains("scope    not wanted, OutOfScope: exclude param:sid (judged by http://a.test/, depth 1)", Lines);
    }

    [Fact]
    public async Task Explain_WhatIsNoUrl_IsBadInput() => Assert.Equal(2, await RunAsync("mailto:x@y.test", "--offline"));

    [Fact]
    public async Task Explain_ADirectoryThatHoldsNoCrawl_SaysSo()
    {
        Assert.NotEqual(0, await RunAsync("http://a.test/", _folder.FullName, "--offline"));

        Assert.Contains(_folder.FullName, _console.ErrorText, StringComparison.Ordinal);
    }

    private string[] Lines => _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(["explain", .. arguments], _console.Console);
}
