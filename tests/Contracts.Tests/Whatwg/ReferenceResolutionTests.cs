using AsyncCrawler.TestKit;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>RFC 3986 §5.4, and the resolution rows of crawler-commons.</summary>
public sealed class ReferenceResolutionTests
{
    private const string Base = "http://a/b/c/d;p?q";

    [Theory]
    [InlineData("g:h", "g:h")]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g/")] // RFC: "http://g"; WHATWG: a special URL's path is never empty
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData("#s", "http://a/b/c/d;p?q#s")]
    [InlineData("g#s", "http://a/b/c/g#s")]
    [InlineData("g?y#s", "http://a/b/c/g?y#s")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("g;x", "http://a/b/c/g;x")]
    [InlineData("g;x?y#s", "http://a/b/c/g;x?y#s")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("./", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../", "http://a/b/")]
    [InlineData("../g", "http://a/b/g")]
    [InlineData("../..", "http://a/")]
    [InlineData("../../", "http://a/")]
    [InlineData("../../g", "http://a/g")]
    public void Standard_Rfc3986NormalExample_Resolves(string reference, string expected) =>
        Assert.Equal(expected, Urls.Resolve(reference, Base));

    [Theory]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("../../../../g", "http://a/g")]
    [InlineData("/./g", "http://a/g")]
    [InlineData("/../g", "http://a/g")]
    [InlineData("g.", "http://a/b/c/g.")]
    [InlineData(".g", "http://a/b/c/.g")]
    [InlineData("g..", "http://a/b/c/g..")]
    [InlineData("..g", "http://a/b/c/..g")]
    [InlineData("./../g", "http://a/b/g")]
    [InlineData("./g/.", "http://a/b/c/g/")]
    [InlineData("g/./h", "http://a/b/c/g/h")]
    [InlineData("g/../h", "http://a/b/c/h")]
    [InlineData("g;x=1/./y", "http://a/b/c/g;x=1/y")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    [InlineData("g?y/./x", "http://a/b/c/g?y/./x")]
    [InlineData("g?y/../x", "http://a/b/c/g?y/../x")]
    [InlineData("g#s/./x", "http://a/b/c/g#s/./x")]
    [InlineData("g#s/../x", "http://a/b/c/g#s/../x")]
    [InlineData("http:g", "http://a/b/c/g")] // the RFC's reading "for backward compatibility"
    public void Standard_Rfc3986AbnormalExample_Resolves(string reference, string expected) =>
        Assert.Equal(expected, Urls.Resolve(reference, Base));

    /// <summary>No row differs from the WHATWG standard, so there is no list of exceptions.</summary>
    [Fact]
    public void Standard_CrawlerCommonsResolutionRow_Resolves()
    {
        var rows = File.ReadLines(Corpora.Require("url-crawlercommons/url-resolve.csv"))
            .Select(line => line.Split(',').Select(field => field.Trim().Trim('"')).ToArray())
            .Where(fields => fields.Length == 3)
            .ToList();

        Assert.InRange(rows.Count, 9, 100);
        Assert.All(rows, row => Assert.Equal(row[2], Urls.Resolve(row[0], row[1])));
    }

    [Fact]
    public void Standard_CrawlerCommonsInvalidRow_Fails()
    {
        var rows = File.ReadAllLines(Corpora.Require("url-crawlercommons/invalidUrls.csv"));

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Null(Urls.Resolve(row.Trim())));
    }
}
