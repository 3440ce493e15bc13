using AsyncCrawler.Host.Cli;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class OutputNameTests
{
    [Theory]
    [InlineData("example.com", "crawl-example.com-20260131-120000")]
    [InlineData("[::1]", "crawl----1--20260131-120000")]
    [InlineData("../../etc", "crawl-..-..-etc-20260131-120000")]
    [InlineData("EXAMPLE.com", "crawl-example.com-20260131-120000")]
    public void For_AHost_HasNoCharacterThatAFileSystemCouldMind(string host, string expected) =>
        Assert.Equal(expected, OutputName.For(host, new ManualTimeProvider()));

    [Fact]
    public void For_ALongHost_StaysShort() => Assert.Equal(122, OutputName.For(new string('a', 1000), new ManualTimeProvider()).Length);
}
