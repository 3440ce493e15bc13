using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_OfFields_BecomesRules()
    {
        File.WriteAllText(_path, """{"Parsing": {"Fields": ["a*=css:h1, h2@id", "b=xpath://p"], "StructuredData": true, "TextForm": "plain"}}""");
        var options = new AsyncCrawler.Hosting.CrawlerOptions();
        var layers = new SettingLayers([ConfigurationFile.Read(_path, "c.json")]);

        Assert.Empty(layers.FindFaults());
        layers.ApplyTo(options);
        Assert.Equal(["a h1, h2 id True", "b //p  False"], options.Parsing.Fields.Select(rule => $"{rule.Name} {rule.Expression} {rule.Attribute} {rule.IsList}"));
        Assert.Equal((true, AsyncCrawler.Contracts.PageTextForm.Plain), (options.Parsing.StructuredData, options.Parsing.TextForm));
    }

    [Fact]
    public void Read_OfRoomsAndOptions_GivesTheirNames()
    {
        File.WriteAllText(_path, """
            { "Politeness": { "Delay": "2s" }, "Fetch": { "AllowedPorts": [80, 81] }, "Frontier": { "SeedsOnly": true } }
            """);

        Assert.Equal(
            ["Fetch:AllowedPorts:0=80", "Fetch:AllowedPorts:1=81", "Frontier:SeedsOnly=True", "Politeness:Delay=2s"],
            ConfigurationFile.Read(_path, "c.json").Select(entry => $"{entry.Name}={entry.Text}"));
    }

    [Fact]
    public void Read_OfAFile_SaysWhereEachEntryIsFrom()
    {
        File.WriteAllText(_path, """{ "Politeness": { "Delay": 2 } }""");

        Assert.Equal("--config c.json: Politeness:Delay", Assert.Single(ConfigurationFile.Read(_path, "c.json")).Origin);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"a\": ")]
    [InlineData("{ \"a\": 1, \"A\": 2 }")]
    [InlineData("not json")]
    public void Read_OfSomethingElse_IsBadInputInOneLine(string text)
    {
        File.WriteAllText(_path, text);

        var error = Assert.Throws<BadInputException>(() => ConfigurationFile.Read(_path, "c.json"));

        Assert.StartsWith("--config c.json: ", Assert.Single(error.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAHugeFile_IsRefusedUnread()
    {
        using (var file = File.OpenWrite(_path))
        {
            file.SetLength(2 * 1024 * 1024);
        }

        Assert.Contains("at most", Assert.Throws<BadInputException>(() => ConfigurationFile.Read(_path, "c.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfADirectory_IsBadInput() =>
        Assert.Throws<BadInputException>(() => ConfigurationFile.Read(Path.GetTempPath(), "c.json"));
}
