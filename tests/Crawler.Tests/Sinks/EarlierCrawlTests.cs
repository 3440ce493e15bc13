using AsyncCrawler.Sinks;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Sinks;

public sealed class EarlierCrawlTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Revisit_OfADirectory_SetsTheEarlierCrawlAsideAndKeepsTheImages()
    {
        Fill("crawl.json", "pages.jsonl", "visits.jsonl", "media/ab/x.png", "warc/a.warc.gz");

        using (var directory = CrawlDirectory.OpenForRevisit(_folder.Path, _time))
        {
            Assert.Equal("visits.jsonl", File.ReadAllText(directory.EarlierVisitsFile));
        }

        Assert.Equal(["crawl.lock", "earlier/crawl.json", "earlier/pages.jsonl", "earlier/visits.jsonl", "earlier/warc/a.warc.gz", "media/ab/x.png"], Files());
    }

    [Fact]
    public void Revisit_OfARevisit_ReplacesTheEarlierOne()
    {
        Fill("crawl.json", "pages.jsonl", "earlier/crawl.json", "earlier/pages.csv");

        CrawlDirectory.OpenForRevisit(_folder.Path, _time).Dispose();

        Assert.Equal(["crawl.lock", "earlier/crawl.json", "earlier/pages.jsonl"], Files());
    }

    [Fact]
    public void Revisit_AfterOneThatDiedHalfWay_TakesItUp()
    {
        Fill("pages.jsonl", ".earlier.tmp/crawl.json", "earlier/crawl.json");

        CrawlDirectory.OpenForRevisit(_folder.Path, _time).Dispose();

        Assert.Equal(["crawl.lock", "earlier/crawl.json", "earlier/pages.jsonl"], Files());
        Assert.Equal(".earlier.tmp/crawl.json", File.ReadAllText(_folder.File("earlier", "crawl.json")));
    }

    [Fact]
    public void Revisit_AfterOneThatDiedBeforeItsFirstFile_KeepsTheEarlierOne()
    {
        Fill("earlier/crawl.json");

        CrawlDirectory.OpenForRevisit(_folder.Path, _time).Dispose();

        Assert.Equal(["crawl.lock", "earlier/crawl.json"], Files());
    }

    [Fact]
    public void Revisit_OfADirectoryWithoutACrawl_IsRefused()
    {
        Fill("precious.txt");

        var fault = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.OpenForRevisit(_folder.Path, _time));

        Assert.Contains("holds no crawl", fault.Message);
        Assert.Equal(["precious.txt"], Files());
    }

    public void Dispose() => _folder.Dispose();

    private void Fill(params string[] names)
    {
        foreach (var name in names)
        {
            var path = _folder.File(name.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            File.WriteAllText(path, name);
        }
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path, file)).Order(StringComparer.Ordinal);
}
