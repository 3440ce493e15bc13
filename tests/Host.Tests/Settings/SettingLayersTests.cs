using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class SettingLayersTests
{
    private static readonly string[] LayerNames = ["default", "config", "environment", "command line"];

    // The value that each layer gives is its place in this order, in seconds.
    [Theory]
    [InlineData(0b0000, 1)]
    [InlineData(0b0001, 10)]
    [InlineData(0b0011, 11)]
    [InlineData(0b0111, 12)]
    [InlineData(0b1111, 13)]
    [InlineData(0b1001, 13)]
    [InlineData(0b0101, 12)]
    [InlineData(0b1010, 13)]
    [InlineData(0b0100, 12)]
    public void ApplyTo_WithLayersPresent_TakesTheStrongest(int present, int expectedSeconds)
    {
        var layers = LayerNames.Select((name, place) => (present >> place & 1) == 1
            ? new[] { new SettingEntry("Politeness:Delay", $"{10 + place}", name) }
            : []);

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), Apply([.. layers]).Politeness.Delay);
    }

    [Fact]
    public void ApplyTo_WithAListInTwoLayers_TakesTheStrongerAsAWhole()
    {
        var options = Apply(
            [Entry("Fetch:AllowedPorts:0", "80"), Entry("Fetch:AllowedPorts:1", "81"), Entry("Fetch:AllowedPorts:2", "82")],
            [Entry("Fetch:AllowedPorts:0", "8080")]);

        Assert.Equal([8080], options.Fetch.AllowedPorts);
    }

    [Fact]
    public void ApplyTo_WithMoreThanTenElements_KeepsTheirOrder()
    {
        var options = Apply([.. Enumerable.Range(1, 12).Select(number => Entry($"Fetch:AllowedPorts:{number - 1}", $"{number}")).Reverse()]);

        Assert.Equal(Enumerable.Range(1, 12), options.Fetch.AllowedPorts);
    }

    [Fact]
    public void ApplyTo_WithPatterns_ReadsTheirParts()
    {
        var options = Apply(
        [
            Entry("Scope:Patterns:0:IsInclude", "false"), Entry("Scope:Patterns:0:Pattern", "a"), Entry("Scope:Patterns:1:Pattern", "b"),
        ]);

        Assert.Equal([new ScopePattern(false, "a"), new ScopePattern(true, "b")], options.Scope.Patterns);
    }

    [Theory]
    [InlineData("Scope:Patterns", "x")]
    [InlineData("Scope:Patterns:0:IsInclude", "true")]
    [InlineData("Scope:Patterns:0:Colour", "red")]
    [InlineData("Fetch:Headers", "x")]
    [InlineData("Frontier:MaxPages", "")]
    [InlineData("Frontier:MaxPages", "0")]
    [InlineData("Pipeline:Concurrency", "1e3")]
    [InlineData("Scope:Mode", "host,domain")]
    public void FindFaults_OfAValueThatDoesNotFit_IsOneLine(string name, string text) =>
        Assert.Contains(name, Assert.Single(new SettingLayers([[Entry(name, text)]]).FindFaults()), StringComparison.Ordinal);

    [Fact]
    public void FindFaults_InAWeakLayer_AreNamedThoughAStrongerOneOverrulesThem()
    {
        var layers = new SettingLayers([[Entry("Politeness:Delay", "x")], [Entry("Politeness:Delay", "1")]]);

        Assert.Single(layers.FindFaults());
    }

    [Fact]
    public void FindFaults_OfAnUnknownName_NamesTheNearest() =>
        Assert.Equal(
            ["Politeness:Delays: there is no option Politeness:Delays. Did you mean Politeness:Delay?"],
            new SettingLayers([[Entry("Politeness:Delays", "1")]]).FindFaults());

    private static CrawlerOptions Apply(params IReadOnlyList<IReadOnlyList<SettingEntry>> layers)
    {
        var options = new CrawlerOptions();
        var settings = new SettingLayers(layers);
        Assert.Empty(settings.FindFaults());
        settings.ApplyTo(options);
        return options;
    }

    private static SettingEntry Entry(string name, string text) => new(name, text, name);
}
