using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Fetching;

public sealed class RedirectChainsTests
{
    private const int Limit = 10;

    private readonly RedirectChains _chains = new(Limit, maxUrlLength: 100);

    [Fact]
    public void D10_CircleOfThree_IsALoopAtTheHopThatClosesIt()
    {
        Assert.Null(End(Seed("/a"), "/b"));
        Assert.Null(End(Seed("/a").ForRedirect(Url("/b")), "/c"));

        Assert.Equal(FetchFailureReason.RedirectLoop, End(Seed("/a").ForRedirect(Url("/b")).ForRedirect(Url("/c")), "/a"));
    }

    [Fact]
    public void D10_CircleOfSeeds_IsALoopAtTheOneFetchedLast()
    {
        Assert.Null(End(Seed("/b"), "/a")); // neither knows of the other but from here

        Assert.Equal(FetchFailureReason.RedirectLoop, End(Seed("/a"), "/b"));
    }

    [Fact]
    public void D10_WayIntoACircle_IsNoLoopButItsLastHopIs()
    {
        Assert.Null(End(Seed("/in"), "/a"));
        Assert.Null(End(Seed("/a"), "/b"));

        Assert.Equal(FetchFailureReason.RedirectLoop, End(Seed("/b"), "/a"));
        Assert.Null(End(Seed("/late"), "/a")); // which is done, and not in the circle either
    }

    [Fact]
    public void D10_CircleWhoseFirstHopAnEarlierRunSaw_IsALoop() =>
        Assert.Equal(FetchFailureReason.RedirectLoop, End(Seed("/a").ForRedirect(Url("/b")), "/a"));

    [Theory]
    [InlineData(Limit - 1, null)]
    [InlineData(Limit, FetchFailureReason.TooManyRedirects)]
    public void D10_HopBehindTheLimit_IsOneTooMany(int hopsBefore, FetchFailureReason? reason)
    {
        var item = Enumerable.Range(1, hopsBefore).Aggregate(Seed("/0"), (item, i) => item.ForRedirect(Url($"/{i}")));

        Assert.Equal(reason, End(item, $"/{hopsBefore + 1}"));
    }

    [Fact]
    public void D10_QueryThatGrowsWithEachHop_EndsAtTheLimit()
    {
        var item = Seed("/?");
        for (var hop = 0; hop < Limit; hop++)
        {
            var target = Url(item.Url.Parts.Path + "?" + new string('x', hop + 1));
            Assert.Null(End(item, target.Text));
            item = item.ForRedirect(target);
        }

        Assert.Equal(FetchFailureReason.TooManyRedirects, End(item, "/?more"));
    }

    [Fact]
    public void D11_TargetThatNoCrawlAdmits_IsABadRedirect() => Assert.Equal(FetchFailureReason.BadRedirect, End(Seed("/a"), "/" + new string('x', 100)));

    [Fact]
    public void Failure_OfAChain_KeepsWhatTheServerSaid()
    {
        var redirect = Redirect(Seed("/a"), "/" + new string('x', 100)) with { Status = 308, RetryAfter = TimeSpan.FromSeconds(7) };

        var failed = Assert.IsType<FetchOutcome.Failed>(_chains.End(redirect));

        Assert.Equal((308, TimeSpan.FromSeconds(7), redirect.Lease), (failed.Status, failed.RetryAfter, failed.Lease));
    }

    [Fact]
    public void Outcome_ThatIsNoRedirect_StaysAsItIs()
    {
        var failed = new FetchOutcome.Failed { Lease = FetchRig.Lease("http://a.test/"), StartedAt = default, Elapsed = default, Reason = FetchFailureReason.TimedOut, Detail = "" };

        Assert.Same(failed, _chains.End(failed));
    }

    private static CrawlUrl Url(string path) => CrawlUrl.TryParse("http://a.test" + path, out var url) ? url : throw new ArgumentException(path);

    private static FrontierItem Seed(string path) => FrontierItem.ForSeed(Url(path));

    private static FetchOutcome.Redirected Redirect(FrontierItem item, string target) => new()
    {
        Lease = FetchRig.Lease(item.Url.Text) with { Item = item },
        StartedAt = default,
        Elapsed = default,
        Status = 302,
        Target = item.Url.TryResolve(target, out var url) ? url : throw new ArgumentException(target),
    };

    private FetchFailureReason? End(FrontierItem item, string target) => (_chains.End(Redirect(item, target)) as FetchOutcome.Failed)?.Reason;
}
