using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class SitemapBudgetTests
{
    private readonly SitemapBudget _budget = new();

    [Fact]
    public void S15_AHostThatHadItsSitemaps_IsRememberedWhileThousandsOfOthersHaveTheirs()
    {
        _budget.Add(Host(0), 500);

        AddHosts(1, SitemapBudget.HostsRemembered);

        Assert.Equal(AdmissionRefusal.SitemapNotNeeded, _budget.Find(Host(0))?.Refusal);
        Assert.Null(_budget.Find(Host(1)));
    }

    /// <summary>What is forgotten takes no memory any more (promise R9).</summary>
    [Fact]
    public void R9_HostsThatHadSitemapsLongAgo_AreForgotten()
    {
        _budget.Add(Host(0), 500);

        AddHosts(1, 2 * SitemapBudget.HostsRemembered);

        Assert.Null(_budget.Find(Host(0)));
        Dictionary<string, string> notes = [];
        _budget.WriteNotes(notes);
        Assert.InRange(notes.Count, SitemapBudget.HostsRemembered, 2 * SitemapBudget.HostsRemembered);
    }

    private static HostKey Host(int number) => Url(string.Create(CultureInfo.InvariantCulture, $"http://host-{number}.test/")).Host;

    private void AddHosts(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            _budget.Add(Host(number), 1);
        }
    }
}
