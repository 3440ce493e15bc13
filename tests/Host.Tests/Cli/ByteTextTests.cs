using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class ByteTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3L * 1024 * 1024 * 1024, "3.0 GiB")]
    [InlineData(long.MaxValue, "8388608.0 TiB")]
    public void Format_TakesTheLargestUnitThatFits(long bytes, string expected) => Assert.Equal(expected, ByteText.Format(bytes));
}
