using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["Politeness:Delay", "Fetch:TotalTimeout", "Parsing:Workers"];

    [Theory]
    [InlineData("Politeness:Dela", "Politeness:Delay")]
    [InlineData("politeness:delay", "Politeness:Delay")]
    [InlineData("Parsing:Wrokers", "Parsing:Workers")]
    public void Of_ASlipOfTheFinger_IsWhatWasMeant(string text, string expected) => Assert.Equal(expected, NearestName.Of(text, Names));

    [Fact]
    public void Of_SomethingElse_IsNothing() => Assert.Null(NearestName.Of("zzzzzzzzzzzzzzzzzzzzzzzzz", Names));

    [Fact]
    public void Of_AMegabyte_IsNothing() => Assert.Null(NearestName.Of(new string('a', 1_000_000), Names));

    [Fact]
    public void Of_NoCandidates_IsNothing() => Assert.Null(NearestName.Of("a", []));
}
