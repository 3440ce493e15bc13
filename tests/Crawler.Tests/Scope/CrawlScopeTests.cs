using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Scope;

public sealed class CrawlScopeTests
{
    [Theory]
    [InlineData(ScopeMode.Host, "http://www.a.test/x", true)]
    [InlineData(ScopeMode.Host, "https://www.a.test:8443/x", true)]
    [InlineData(ScopeMode.Host, "http://img.a.test/x", false)]
    [InlineData(ScopeMode.Domain, "http://img.a.test/x", true)]
    [InlineData(ScopeMode.Domain, "http://a.test/x", true)]
    [InlineData(ScopeMode.Domain, "http://evil-a.test/x", false)]
    [InlineData(ScopeMode.Prefix, "http://www.a.test/docs/more/", true)]
    [InlineData(ScopeMode.Prefix, "http://www.a.test/docs", false)]
    [InlineData(ScopeMode.Prefix, "http://www.a.test/other", false)]
    [InlineData(ScopeMode.Any, "http://elsewhere.test/", true)]
    public void Mode_ForASeed_DrawsItsCircle(ScopeMode mode, string url, bool isInScope)
    {
        var scope = new CrawlScope(new ScopeOptions { Mode = mode });

        Assert.Equal(isInScope, scope.Decide(Url(url), Url("http://www.a.test/docs/index.html?x=/y/")).IsInScope);
    }

    [Theory]
    [InlineData("http://shop.one.co.uk/", "http://one.co.uk/", true)]
    [InlineData("http://shop.one.co.uk/", "http://two.co.uk/", false)]
    [InlineData("http://one.github.io/", "http://two.github.io/", false)]
    [InlineData("http://github.io/", "http://one.github.io/", false)]
    [InlineData("http://github.io/", "http://github.io:8080/", true)]
    [InlineData("http://127.0.0.1/", "http://127.0.0.1:8080/", true)]
    [InlineData("http://127.0.0.1/", "http://10.0.0.1/", false)]
    public void Mode_Domain_EndsWhereNamesAreSoldToOthers(string seed, string url, bool isInScope) =>
        Assert.Equal(isInScope, new CrawlScope(new ScopeOptions { Mode = ScopeMode.Domain }).Decide(Url(url), Url(seed)).IsInScope);

    [Fact]
    public void Patterns_ThatDisagree_AreSettledByTheLast()
    {
        var scope = ScopeOf(new(false, @"\.pdf$"), new(true, "manual"), new(false, "draft"));
        var root = Url("http://a.test/");

        Assert.False(scope.Decide(Url("http://a.test/x.pdf"), root).IsInScope);
        Assert.True(scope.Decide(Url("http://a.test/manual.pdf"), root).IsInScope);
        Assert.Equal("exclude draft", scope.Decide(Url("http://a.test/manual-draft.pdf"), root).Rule);
    }

    [Fact]
    public void Patterns_ThatInclude_ReachBeyondTheMode() =>
        Assert.True(ScopeOf(new ScopePattern(true, "^http://b\\.test/")).Decide(Url("http://b.test/x"), Url("http://a.test/")).IsInScope);

    [Theory]
    [InlineData("host:b.test,*.c.test", "http://b.test/x", true)]
    [InlineData("host:b.test,*.c.test", "https://B.test:8443/", true)]
    [InlineData("host:b.test,*.c.test", "http://www.b.test/", false)]
    [InlineData("host:b.test,*.c.test", "http://x.y.c.test/", true)]
    [InlineData("host:b.test,*.c.test", "http://c.test/", false)]
    [InlineData("host:b.test,*.c.test", "http://evilc.test/", false)]
    [InlineData("host:bücher.test", "http://xn--bcher-kva.test/", true)]
    [InlineData("host:0177.0.0.1", "http://127.0.0.1/", true)]
    [InlineData("domain:b.test", "http://b.test/", true)]
    [InlineData("domain:b.test", "http://x.b.test/", true)]
    [InlineData("domain:b.test", "http://xb.test/", false)]
    [InlineData("prefix:HTTP://B.test/docs/", "http://b.test/docs/x", true)]
    [InlineData("prefix:HTTP://B.test/docs/", "http://b.test/docs", false)]
    [InlineData("ext:pdf,.ZIP", "http://b.test/x.PDF?y=.html", true)]
    [InlineData("ext:pdf,.ZIP", "http://b.test/x.zip", true)]
    [InlineData("ext:pdf,.ZIP", "http://b.test/pdf", false)]
    [InlineData("ext:pdf,.ZIP", "http://b.test/a.pdf/", false)]
    [InlineData("ext:pdf,.ZIP", "http://b.test/?x.pdf", false)]
    [InlineData("param:sid,utm_*", "http://b.test/?a=1&SID=2", true)]
    [InlineData("param:sid,utm_*", "http://b.test/?utm_source", true)]
    [InlineData("param:sid,utm_*", "http://b.test/?a=sid&resid=1", false)]
    [InlineData("param:sid,utm_*", "http://b.test/sid=1", false)]
    [InlineData("depth:2", "http://b.test/", true)]
    [InlineData("depth:3", "http://b.test/", false)]
    [InlineData("regex:^http://b", "http://b.test/", true)]
    [InlineData("x:y", "http://b.test/x:y", true)]
    public void Pattern_OfEachKind_MatchesWhatItSays(string pattern, string url, bool isMatch)
    {
        var options = new ScopeOptions { Mode = ScopeMode.Any };
        options.Patterns.Add(new ScopePattern(false, pattern));

        var decision = new CrawlScope(options).Decide(Url(url), Url("http://a.test/"), depth: 3);

        Assert.Equal((!isMatch, isMatch ? $"exclude {pattern}" : "scope any"), (decision.IsInScope, decision.Rule));
    }

    [Fact]
    public void Embedded_FromAnotherHost_BelongsToItsPageUnlessExcluded()
    {
        var scope = ScopeOf(new ScopePattern(false, "ads"));
        var root = Url("http://a.test/");

        Assert.True(scope.DecideEmbedded(Url("http://cdn.test/a.png"), root).IsInScope);
        Assert.False(scope.DecideEmbedded(Url("http://ads.test/a.png"), root).IsInScope);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("regex:(")]
    [InlineData("host:")]
    [InlineData("host:a b")]
    [InlineData("host:a.test/x")]
    [InlineData("host:*.")]
    [InlineData("domain:")]
    [InlineData("prefix:/docs")]
    [InlineData("ext:")]
    [InlineData("ext:tar.gz")]
    [InlineData("param:,")]
    [InlineData("depth:-1")]
    [InlineData("depth:x")]
    [InlineData("(?=a)b")]
    [InlineData(@"(a)\1")]
    public void Validator_OfAPatternThatCannotBeUsed_NamesIt(string pattern)
    {
        var options = new ScopeOptions();
        options.Patterns.Add(new ScopePattern(true, pattern));

        Assert.Contains(pattern, Assert.Single(new ScopeOptionsValidator().Validate(null, options).Failures ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public void S13_APatternThatExplodesElsewhere_AnswersAtOnce()
    {
        var scope = ScopeOf(new ScopePattern(false, "(a+)+$"));

        Assert.True(scope.Decide(Url($"http://a.test/{new string('a', 50_000)}!"), Url("http://a.test/")).IsInScope);
    }

    [Fact]
    public void Validator_OfABudgetOutOfRange_NamesIt()
    {
        var options = new ScopeOptions { Traps = { PathRepeats = 1 } };

        Assert.StartsWith("Scope:Traps:PathRepeats", Assert.Single(new ScopeOptionsValidator().Validate(null, options).Failures ?? []), StringComparison.Ordinal);
    }

    private static CrawlScope ScopeOf(params ScopePattern[] patterns)
    {
        var options = new ScopeOptions();
        foreach (var pattern in patterns)
        {
            options.Patterns.Add(pattern);
        }

        return new CrawlScope(options);
    }
}
