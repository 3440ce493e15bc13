namespace AsyncCrawler.MockSite.Tests;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/a/b?c=d?e", "/a/b", "c=d?e")]
    [InlineData("/a?", "/a", "")]
    [InlineData("/a#b?c", "/a", "")]
    [InlineData("http://host:1/a?b", "/a", "b")]
    [InlineData("HTTP://host", "/", "")]
    [InlineData("/a?u=http://b/c", "/a", "u=http://b/c")]
    [InlineData("*", "*", "")]
    public void Parse_OfEachForm_GivesPathAndQuery(string rawTarget, string path, string query)
    {
        var target = RequestTarget.Parse(rawTarget);

        Assert.Equal((path, query), (target.Path, target.Query));
    }
}
