using AsyncCrawler.Politeness;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RobotsDirectivesTests
{
    [Theory]
    [InlineData("nofollow", null, true, false)]
    [InlineData("NoFollow , NOINDEX", null, true, true)]
    [InlineData("none", null, true, true)]
    [InlineData("index, follow", "NONE", true, true)]
    [InlineData("all|noindex", "nofollow", true, true)]
    [InlineData("ExampleBot: nofollow", null, true, false)]
    [InlineData("examplebot:none", null, true, true)]
    [InlineData("otherbot: nofollow, noindex", null, false, false)]
    [InlineData("otherbot: none|noindex", null, false, true)]
    [InlineData("otherbot: none, examplebot: nofollow", null, true, false)]
    [InlineData("unavailable_after: 25 Jun 2010 15:00:00 PST, nofollow", null, true, false)]
    [InlineData("max-snippet:-1, noindex", null, false, true)]
    [InlineData("nofollowing, xnoindex, no follow", "nofollow;noindex", false, false)]
    [InlineData("", "", false, false)]
    [InlineData(",,,:,", ":", false, false)]
    public void H12_Directives_AreJoinedAndTheStrictestWins(string fields, string? meta, bool isNoFollow, bool isNoIndex) =>
        Assert.Equal(new RobotsDirectives(isNoFollow, isNoIndex), RobotsDirectives.Read(fields.Split('|'), meta, "ExampleBot"));

    [Fact]
    public void Directives_OfAMegabyte_AreReadUpToTheirCap() =>
        Assert.Equal(new RobotsDirectives(true, false), RobotsDirectives.Read(["nofollow" + new string(',', 1_000_000) + "noindex"], null, "ExampleBot"));
}
