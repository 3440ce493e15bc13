using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Tests.Diagnostics;

public sealed class MaskedUrlTests
{
    [Theory]
    [InlineData("https://a.test/", "https://a.test/")]
    [InlineData("https://a.test/token=1", "https://a.test/token=1")]
    [InlineData("https://a.test/?page=2", "https://a.test/?page=2")]
    [InlineData("https://a.test/?token=abc", "https://a.test/?token=***")]
    [InlineData("https://a.test/?a=1&Access_Token=abc%3D&b=2", "https://a.test/?a=1&Access_Token=***&b=2")]
    [InlineData("https://a.test/?apikey=1&api_key=2&api-key=3&X-Amz-Signature=4", "https://a.test/?apikey=***&api_key=***&api-key=***&X-Amz-Signature=***")]
    [InlineData("https://a.test/?PHPSESSIONID=1&password=2&oauth=3", "https://a.test/?PHPSESSIONID=***&password=***&oauth=***")]
    [InlineData("https://a.test/?token=&b=1", "https://a.test/?token=&b=1")]
    public void S5_SecretInAQuery_IsMasked(string url, string shown) => Assert.Equal(shown, MaskedUrl.Of(url));

    [Fact]
    public void S13_LongQueryOfAlmostSecrets_TakesLinearTime() =>
        Assert.Equal(1_000_003, MaskedUrl.Of("/?x" + string.Concat(Enumerable.Repeat("&toke", 200_000))).Length);
}
