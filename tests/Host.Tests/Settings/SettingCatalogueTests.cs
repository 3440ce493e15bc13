using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class SettingCatalogueTests
{
    private readonly SettingCatalogue _catalogue = new();

    [Fact]
    public void Names_CoverEveryRoom() =>
        Assert.Equal(
            ["Fetch", "Frontier", "Output", "Parsing", "Pipeline", "Politeness", "Scope"],
            _catalogue.Names.Select(name => name.Split(':')[0]).Distinct());

    [Theory]
    [InlineData("Politeness:Delay", "Politeness:Delay")]
    [InlineData("POLITENESS:delay", "Politeness:Delay")]
    [InlineData("Fetch:AllowedPorts:3", "Fetch:AllowedPorts")]
    [InlineData("Scope:Patterns:0:Pattern", "Scope:Patterns")]
    [InlineData("Fetch:Headers:Accept", "Fetch:Headers")]
    public void Find_AName_GivesItsSetting(string name, string expected) => Assert.Equal(expected, _catalogue.Find(name)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("Politeness")]
    [InlineData("Delay")]
    [InlineData("Politeness:Delay:0")]
    [InlineData("Callbacks:0")]
    public void Find_NoName_GivesNothing(string name) => Assert.Null(_catalogue.Find(name));
}
