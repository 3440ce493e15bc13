using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Hosting;

public sealed class SiteFieldsTests
{
    private readonly CrawlerOptions _options = new();

    [Fact]
    public void Fields_OfASite_StandInPlaceOfTheCrawls()
    {
        _options.Parsing.Fields.Add(new FieldRule { Name = "price", Language = FieldLanguage.Css, Expression = ".price" });
        Add("http://a.test/", "title=css:h1", "price*=css:.prices");
        Add("http://b.test/", null);

        var bySeed = SiteFields.Of(_options);

        Assert.Equal(["title", "price"], Assert.Single(bySeed).Value.Select(rule => rule.Name));
        Assert.True(bySeed.ContainsKey(Url("http://a.test/")));
        Assert.Equal(3, SiteFields.AllOf(_options).Count());
        Assert.Equal([("price", true), ("title", false)], SiteFields.ColumnsOf(_options).Select(rule => (rule.Name, rule.IsList)));
    }

    [Fact]
    public void Fields_OfASiteThatIsListedTwice_AreThoseOfTheLast()
    {
        Add("http://a.test/", "title=css:h1");
        Add("http://A.test", null);

        Assert.Empty(SiteFields.Of(_options));
    }

    [Theory]
    [InlineData("title", "Frontier:Sites:0:Fields: 'title': write NAME=css:")]
    [InlineData("a=css:h1|a=css:h2", "Frontier:Sites:0:Fields: two fields have one name.")]
    public void Fields_ThatAreNone_AreFaultsThatNameTheSite(string fields, string fault)
    {
        Add("http://a.test/", fields.Split('|'));

        Assert.StartsWith(fault, Assert.Single(CrawlerServices.FindFaults(_options)), StringComparison.Ordinal);
    }

    private void Add(string url, params string[]? fields) => _options.Frontier.Sites.Add(new SiteOptions { Url = url, Fields = fields });
}
