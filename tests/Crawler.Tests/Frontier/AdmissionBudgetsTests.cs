using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class AdmissionBudgetsTests
{
    [Fact]
    public void R11_PagesOfOneHost_EndWithItsBudgetAndSeedsDoNot()
    {
        var budgets = new AdmissionBudgets(new TrapOptions { MaxPagesPerHost = 2 }, new SiteTable([]));

        Assert.Null(budgets.TryTake(Page("http://a.test/1")));
        Assert.Null(budgets.TryTake(Page("http://a.test/2", 1)));
        Assert.Equal(AdmissionRefusal.HostBudgetSpent, budgets.TryTake(Page("http://a.test/3", 1))?.Refusal);
        Assert.Null(budgets.TryTake(Page("http://b.test/3", 1)));
        Assert.Null(budgets.TryTake(Image("http://a.test/4.png")));
        Assert.Null(budgets.TryTake(Page("http://a.test/5")));
        Assert.Equal(3, budgets.PagesOf(Url("http://a.test/").Host));
    }

    [Fact]
    public void R11_HostsThatADomainInvents_EndWithItsBudget()
    {
        var budgets = new AdmissionBudgets(new TrapOptions { MaxHostsPerDomain = 3 }, new SiteTable([]));

        var admitted = Enumerable.Range(0, 100).Count(i => budgets.TryTake(Page(string.Create(CultureInfo.InvariantCulture, $"http://{i}.example.com/"), 1)) is null);

        Assert.Equal(3, admitted);
        Assert.Null(budgets.TryTake(Page("http://0.example.com/more", 1)));
        Assert.Null(budgets.TryTake(Page("http://example.org/", 1)));
    }

    [Fact]
    public void Room_OfPagesThatWereKnown_IsGivenBack()
    {
        var budgets = new AdmissionBudgets(new TrapOptions { MaxPagesPerHost = 2, MaxHostsPerDomain = 1 }, new SiteTable([]));
        FrontierItem[] taken = [Page("http://a.example.com/1", 1), Page("http://a.example.com/2", 1)];
        Assert.All(taken, item => Assert.Null(budgets.TryTake(item)));

        budgets.GiveBack(taken, []);

        Assert.Equal(0, budgets.PagesOf(Url("http://a.example.com/").Host));
        Assert.Null(budgets.TryTake(Page("http://b.example.com/", 1)));
    }

    [Fact]
    public void Budgets_OfAnEarlierRun_GoOn()
    {
        var options = new TrapOptions { MaxPagesPerHost = 1, MaxHostsPerDomain = 1 };
        var earlier = new AdmissionBudgets(options, new SiteTable([]));
        Assert.Null(earlier.TryTake(Page("http://a.example.com/1", 1)));
        Dictionary<string, string> notes = [];
        earlier.WriteNotes(notes);
        var budgets = new AdmissionBudgets(options, new SiteTable([]));

        budgets.Restore(notes);

        Assert.Equal(AdmissionRefusal.HostBudgetSpent, budgets.TryTake(Page("http://a.example.com/2", 1))?.Refusal);
        Assert.Equal(AdmissionRefusal.TooManyHosts, budgets.TryTake(Page("http://b.example.com/", 1))?.Refusal);
    }

    [Fact]
    public void PagesOfOneSeed_EndWithItsOwnBudget()
    {
        var budgets = new AdmissionBudgets(new TrapOptions(), new SiteTable([new SiteOptions { Url = "http://a.test/", MaxPages = 2 }]));
        var (limited, free) = (Page("http://a.test/"), Page("http://b.test/"));

        Assert.Null(budgets.TryTake(limited));
        Assert.Null(budgets.TryTake(limited.ForOutlink(Url("http://elsewhere.test/"), ResourceKind.Page)));
        Assert.Equal(AdmissionRefusal.SeedBudgetSpent, budgets.TryTake(limited.ForOutlink(Url("http://a.test/2"), ResourceKind.Page))?.Refusal);
        Assert.Null(budgets.TryTake(free.ForOutlink(Url("http://a.test/2"), ResourceKind.Page)));
    }

    [Fact]
    public void S15_SitemapsOfOneHost_AreCountedOnceEachAndAcrossRuns()
    {
        var options = new TrapOptions();
        var earlier = new AdmissionBudgets(options, new SiteTable([]));
        var index = FrontierItem.ForSitemapOf(Url("http://a.test/"));
        FrontierItem[] listed = [.. Enumerable.Range(0, 500).Select(i => index.ForListedSitemap(Url(string.Create(CultureInfo.InvariantCulture, $"http://a.test/{i}.xml"))))];
        Assert.All(listed, item => Assert.Null(earlier.TryTake(item)));
        Assert.NotNull(earlier.TryTake(listed[0]));
        earlier.GiveBack(listed, listed[1..]);
        Dictionary<string, string> notes = [];
        earlier.WriteNotes(notes);
        var budgets = new AdmissionBudgets(options, new SiteTable([]));

        budgets.Restore(notes);

        Assert.Null(budgets.TryTake(listed[0]));
        Assert.Equal(AdmissionRefusal.SitemapNotNeeded, budgets.TryTake(listed[1])?.Refusal);
        Assert.Null(budgets.TryTake(index));
    }

    [Fact]
    public void Budgets_ThatAreOff_KeepNothing()
    {
        var budgets = new AdmissionBudgets(new TrapOptions(), new SiteTable([]));

        Assert.Null(budgets.TryTake(Page("http://a.test/", 1)));
        Assert.Equal(0, budgets.PagesOf(Url("http://a.test/").Host));
    }
}
