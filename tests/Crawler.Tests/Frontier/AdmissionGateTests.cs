using AsyncCrawler.Frontier;
using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class AdmissionGateTests
{
    private readonly ScopeOptions _scope = new();
    private readonly FrontierOptions _limits = new();
    private readonly FrontierLedger _ledger = new();

    [Fact]
    public void TrackingParameters_OfLinks_AreTakenOffAndCounted()
    {
        _scope.DropsTracking = true;

        var items = NewGate().Sift([LinkTo("http://a.test/x?utm_source=1"), LinkTo("http://a.test/x?gclid=2"), LinkTo("http://a.test/y?z=1")]);

        Assert.Equal(["http://a.test/x", "http://a.test/x", "http://a.test/y?z=1"], items.Select(item => item.Url.Text));
        Assert.Equal(2, _ledger.Rewritten);
    }

    [Fact]
    public void TrackingParameters_OfARedirectsTarget_StayBecauseTheServerAsksForThem()
    {
        _scope.DropsTracking = true;

        var item = Assert.Single(NewGate().Sift([LinkTo("http://a.test/x").ForRedirect(Url("http://a.test/x?gclid=1"))]));

        Assert.Equal("http://a.test/x?gclid=1", item.Url.Text);
    }

    [Fact]
    public void Site_WithOptionsOfItsOwn_GoesByThemAndTheOthersDoNot()
    {
        _limits.MaxDepth = 3;
        _limits.Sites.Add(new SiteOptions { Url = "http://b.test/", Scope = ScopeMode.Any, MaxDepth = 1, Delay = TimeSpan.FromSeconds(9) });
        var gate = NewGate();
        var (a, b) = (Page("http://a.test/"), Page("http://b.test/"));
        FrontierItem[] links =
        [
            a.ForOutlink(Url("http://c.test/1"), ResourceKind.Page),
            b.ForOutlink(Url("http://c.test/2"), ResourceKind.Page),
            (a with { Depth = 2 }).ForOutlink(Url("http://a.test/deep"), ResourceKind.Page),
            (b with { Depth = 2 }).ForOutlink(Url("http://b.test/deep"), ResourceKind.Page),
        ];

        Assert.Equal(["http://c.test/2", "http://a.test/deep"], gate.Sift(links).Select(item => item.Url.Text));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(9)), (gate.PauseAfter(links[0], null), gate.PauseAfter(links[1], null)));
    }

    [Fact]
    public void R14_Refusals_AreCountedByTheRuleThatDecidedAndGoOnAfterARestart()
    {
        _scope.Patterns.Add(new ScopePattern(false, "regex:a:b"));
        var gate = NewGate();
        gate.Sift([LinkTo("http://a.test/a:b"), LinkTo("http://a.test/a:b/2"), LinkTo("http://b.test/"), LinkTo("http://a.test/z/z/z/")]);
        var notes = gate.NotesFor(new FinishedBatch { Notes = new Dictionary<string, string> { ["any"] = "" } }, DateTimeOffset.UnixEpoch);
        var restored = new FrontierLedger();

        new AdmissionGate(new UrlAdmission(_scope, _limits), restored, TimeSpan.Zero).Restore(notes);

        Assert.Equal(
            [(AdmissionRefusal.OutOfScope, "exclude regex:a:b", 2), (AdmissionRefusal.OutOfScope, "scope host", 1), (AdmissionRefusal.RepeatedPath, "the same path segments 3 times in a row", 1)],
            restored.Refusals.Select(refusal => (refusal.Key.Refusal, refusal.Key.Rule, refusal.Value)).Order());
    }

    [Fact]
    public void Explain_OfAPage_TakesNoRoom()
    {
        _scope.Traps.MaxPagesPerHost = 1;
        var gate = NewGate();

        Assert.True(gate.Explain(LinkTo("http://a.test/1")).IsAdmitted);
        Assert.Single(gate.Sift([LinkTo("http://a.test/1")]));
        Assert.Equal(AdmissionRefusal.HostBudgetSpent, gate.Explain(LinkTo("http://a.test/2")).Refusal);
    }

    private static FrontierItem LinkTo(string url) => Page("http://a.test/").ForOutlink(Url(url), ResourceKind.Page);

    private AdmissionGate NewGate() => new(new UrlAdmission(_scope, _limits), _ledger, TimeSpan.Zero);
}
