using AsyncCrawler.Politeness;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RobotsDirectivesTests
{
    [Theory]
    [InlineData("nofollow", null, true)]
    [InlineData("NoFollow , NOINDEX", null, true)]
    [InlineData("none", null, true)]
    [InlineData("index, follow", "NONE", true)]
    [InlineData("all|noindex", "nofollow", true)]
    [InlineData("ExampleBot: nofollow", null, true)]
    [InlineData("examplebot:none", null, true)]
    [InlineData("otherbot: nofollow, noindex", null, false)]
    [InlineData("otherbot: none|noindex", null, false)]
    [InlineData("otherbot: none, examplebot: nofollow", null, true)]
    [InlineData("unavailable_after: 25 Jun 2010 15:00:00 PST, nofollow", null, true)]
    [InlineData("max-snippet:-1, nofollow", null, true)]
    [InlineData("nofollowing, xnoindex, no follow", "nofollow;noindex", false)]
    [InlineData("", "", false)]
    [InlineData(",,,:,", ":", false)]
    public void H12_Directives_AreJoinedAndTheStrictestWins(string fields, string? meta, bool isNoFollow) =>
        Assert.Equal(isNoFollow, RobotsDirectives.ForbidFollowing(fields.Split('|'), meta, "ExampleBot"));

    [Fact]
    public void Directives_OfAMegabyte_AreReadUpToTheirCap()
    {
        var rest = new string(',', 1_000_000);

        Assert.True(RobotsDirectives.ForbidFollowing(["nofollow" + rest], null, "ExampleBot"));
        Assert.False(RobotsDirectives.ForbidFollowing([rest + "nofollow"], null, "ExampleBot"));
    }
}
