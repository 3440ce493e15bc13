using System.Text;
using AsyncCrawler.Politeness;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RobotsTxtParserTests
{
    private const string Agent = "ExampleBot";

    [Theory]
    [InlineData("User-agent: ExampleBot\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", false)]
    [InlineData("User-agent: ExampleBot\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: *\nDisallow: /b", "/b", false)]
    [InlineData("User-agent: ExampleBot\nUser-agent: other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: ExampleBot\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: examplebot\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: ExampleBot\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: examplebot\nDisallow: /c", "/b", true)]
    [InlineData("User-agent: ExampleBot/2.0 (x)\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: ExampleBot2\nDisallow: /a", "/a", true)]
    [InlineData("User-agent: Example\nDisallow: /a", "/a", true)]
    [InlineData("Disallow: /a", "/a", true)]
    [InlineData("User-agent: ExampleBot\nSitemap: http://a.test/s\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: ExampleBot\nFoo: bar\nUser-agent: other\nDisallow: /a", "/a", false)]
    public void Standard_Groups_ThatNameUsAreJoinedAndThoseForEverybodyComeAfter(string robots, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed(robots, path));

    [Theory]
    [InlineData("Allow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false)]
    [InlineData("Disallow: /x\nAllow: /x", "/x", true)]
    [InlineData("Allow: /x\nDisallow: /*x*", "/x", false)]
    [InlineData("Disallow:\nDisallow: /a", "/b", true)]
    [InlineData("Disallow: /", "/robots.txt", true)]
    [InlineData("Disallow: /", "/robots.txt?x", false)]
    [InlineData("Disallow: /a$", "/a", false)]
    [InlineData("Disallow: /a$", "/ab", true)]
    [InlineData("Disallow: /a$b", "/a$bc", false)]
    [InlineData("Disallow: /*.gif$", "/a/b.gif", false)]
    [InlineData("Disallow: /*.gif$", "/a/b.gif?x", true)]
    [InlineData("Disallow: /a*b*c", "/a/b/c/d", false)]
    [InlineData("Disallow: /ab*b$", "/ab", true)]
    [InlineData("Disallow: *", "/x", false)]
    [InlineData("Disallow: $", "/", true)]
    [InlineData("Disallow: a", "/a", true)]
    [InlineData("Disallow: /a?b=", "/a?b=c", false)]
    [InlineData("Disallow: /%61%2f", "/a%2Fb", false)]
    [InlineData("Disallow: /a/b", "/a%2Fb", true)]
    [InlineData("Disallow: /a b", "/a%20b", false)]
    [InlineData("Disallow: /%zz", "/%zz", false)]
    [InlineData("Disallow: /\u00e4", "/%c3%a4", false)]
    [InlineData("Disallow: /a # b", "/a%20#", false)]
    [InlineData("disallow /a", "/a", false)]
    [InlineData("Disallow /a b", "/a", true)]
    [InlineData("DISSALLOW:/a", "/a", false)]
    public void Standard_Rules_AreChosenByTheirLengthAndMatchedByTheirOctets(string rules, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, IsAllowed("User-agent: *\n" + rules, path));

    [Fact]
    public void Decision_OfALine_RemembersItsNumberAndText()
    {
        var rules = Parse("# ours\r\nUser-agent: *\r\n\r\n  Disallow: /private/ # secret \r\nAllow: /\r\n");

        var (isAllowed, rule) = rules.Decide(Url("http://a.test/private/x"));

        Assert.False(isAllowed);
        Assert.Equal((4, "Disallow: /private/ # secret"), (rule?.LineNumber, rule?.Text));
    }

    [Fact]
    public void Sitemaps_WhereverTheyStand_AreAllThere() =>
        Assert.Equal(["http://a.test/1", "/2"], Parse("sitemap: http://a.test/1\nUser-agent: other\nDisallow: /\nSITE-MAP: /2").Sitemaps);

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("0", 0.0)]
    [InlineData("1e9", 60.0)]
    [InlineData("1e999", 60.0)]
    [InlineData("61", 60.0)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("1,5", null)]
    [InlineData("", null)]
    [InlineData("ten", null)]
    public void B07_CrawlDelay_IsCappedOrIgnored(string value, double? seconds) =>
        Assert.Equal(seconds, Parse($"User-agent: *\nCrawl-delay: {value}\nDisallow:").CrawlDelay?.TotalSeconds);

    [Fact]
    public void CrawlDelay_OfSeveralLinesForUs_IsTheLongest() =>
        Assert.Equal(TimeSpan.FromSeconds(7), Parse("User-agent: ExampleBot\nCrawl-delay: 3\nAllow: /\nUser-agent: *\nCrawl-delay: 9\nDisallow: /\nUser-agent: ExampleBot\nCrawl-delay: 7\nCrawl-delay: 5").CrawlDelay);

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>User-agent: *<br>Disallow: /</body></html>")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("U\0s\0e\0r\0-\0a\0g\0e\0n\0t\0:\0 \0*\0\n\0D\0i\0s\0a\0l\0l\0o\0w\0:\0 \0/\0")]
    [InlineData(":\n:::\n: /\n")]
    public void B04_WhatIsNoRobotsTxt_SaysNothing(string text) => Assert.True(IsAllowed(text, "/x"));

    [Fact]
    public void B04_CompressedBytes_SayNothing() => Assert.True(RobotsTxtParser.Parse([0x1F, 0x8B, 8, 0, 0x0A, 0xFF, 0x0D, 0x3A], Agent).Decide(Url("http://a.test/")).IsAllowed);

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\0\n")]
    public void B04_AnyLineEndAndLinesOfNuls_AreRead(string end) => Assert.False(IsAllowed($"User-agent: *{end}Disallow: /a{end}", "/a"));

    [Fact]
    public void B02_TenMegabytes_AreReadUpToTheCap()
    {
        var text = new StringBuilder("User-agent: *\nDisallow: /first\n");
        while (text.Length < 10 * 1024 * 1024)
        {
            text.Append("Disallow: /").Append(text.Length).Append('\n');
        }

        var rules = Parse(text + "Disallow: /last\n");

        Assert.True(rules.IsTruncated);
        Assert.InRange(rules.Count, 10_000, 20_000);
        Assert.False(rules.Decide(Url("http://a.test/first")).IsAllowed);
        Assert.True(rules.Decide(Url("http://a.test/last")).IsAllowed);
    }

    [Fact]
    public void B02_AMillionGroups_AreReadUpToTheCapAndOnlyOursAreKept()
    {
        var text = string.Concat(Enumerable.Repeat("User-agent: a\nDisallow: /\n", 1_000_000));

        var rules = Parse(text);

        Assert.True(rules.IsTruncated);
        Assert.Equal(0, rules.Count);
    }

    [Fact]
    public void B02_ALineOfAMegabyte_IsCutAtItsCap()
    {
        var rules = Parse($"User-agent: *\nDisallow: /{new string('a', 400 * 1024)}\nDisallow: /b\n");

        Assert.Equal(2, rules.Count);
        Assert.False(rules.Decide(Url("http://a.test/b")).IsAllowed);
        Assert.False(rules.Decide(Url("http://a.test/" + new string('a', 17_000))).IsAllowed);
        Assert.True(rules.Decide(Url("http://a.test/" + new string('a', 16_000))).IsAllowed);
    }

    [Fact]
    public void Cap_InTheMiddleOfALine_DropsTheLine()
    {
        var filler = string.Concat(Enumerable.Repeat("# comment\n", 60_000))[..(RobotsTxtParser.MaxBytes - 30)];

        var rules = Parse($"{filler}\nUser-agent: *\nDisallow: /a/very/long/path/that/is/cut");

        Assert.Equal(0, rules.Count);
        Assert.True(rules.IsTruncated);
    }

    private static bool IsAllowed(string robots, string path) => Parse(robots).Decide(Url("http://a.test" + path)).IsAllowed;

    private static RobotsRules Parse(string robots) => RobotsTxtParser.Parse(Encoding.UTF8.GetBytes(robots), Agent);
}
