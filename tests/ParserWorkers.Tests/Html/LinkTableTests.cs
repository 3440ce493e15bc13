using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class LinkTableTests
{
    private readonly LinkTable _table = new();
    private readonly DocumentBudget _budget = new(new DocumentLimits());

    [Fact]
    public void Add_OfManyLinksTwice_KeepsEachOnceInTheOrderOfTheFirst()
    {
        string[] urls = [.. Enumerable.Range(0, 20_000).Select(static number => $"http://a.test/{new string('x', number % 7)}{number}")];
        Array.ForEach(urls, url => Add(url, LinkSource.Anchor));
        Array.ForEach(urls, url => Add(url, LinkSource.Area));

        Assert.Equal(urls, _table.ToLinks().Select(static link => link.Url));
    }

    [Fact]
    public void Add_OfOneUrlInEachCategory_KeepsItOncePerCategory()
    {
        LinkSource[] sources = [LinkSource.Anchor, LinkSource.Image, LinkSource.Script, LinkSource.Area, LinkSource.Icon, LinkSource.Link];
        Array.ForEach(sources, source => Add("http://a.test/", source));

        Assert.Equal(sources[..3], _table.ToLinks().Select(static link => link.Source));
    }

    [Fact]
    public void Add_OfUrlsThatDifferInTheLastByteAlone_KeepsThemAll()
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            Add($"http://a.test/{letter}", LinkSource.Anchor);
            Add($"http://a.test/{letter}{letter}", LinkSource.Anchor);
        }

        Assert.Equal(52, _table.ToLinks().Count);
    }

    [Fact]
    public void Clear_AfterManyLinksOrFew_ForgetsThemAll()
    {
        foreach (var count in (int[])[3, 30_000, 3])
        {
            _table.Clear();
            for (var number = 0; number < count; number++)
            {
                Add($"http://a.test/{number}", LinkSource.Anchor);
            }

            Assert.Equal(count, _table.ToLinks().Count);
        }
    }

    private void Add(string url, LinkSource source) => _table.Add(Encoding.ASCII.GetBytes(url), [], source, LinkRelations.None, _budget);
}
