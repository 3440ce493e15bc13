using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Hosting;

public sealed class CrawlHaltsTests
{
    public static TheoryData<Exception, CrawlHalt> Causes => new()
    {
        { new SinkUnavailableException("s", "/x", new IOException("full", 28)), CrawlHalt.DiskFull },
        { new SinkUnavailableException("s", "/x", new IOException("quota", 122)), CrawlHalt.DiskFull },
        { new SinkUnavailableException("s", "/x", new IOException("read-only", 30)), CrawlHalt.ReadOnly },
        { new SinkUnavailableException("s", "/x", new UnauthorizedAccessException("denied")), CrawlHalt.ReadOnly },
        { new CrawlDirectoryException("in use", new IOException("too many", 24)), CrawlHalt.OutOfDescriptors },
        { new LocalShortageException(new IOException("x")), CrawlHalt.OutOfDescriptors },
        { new IOException("input/output error", 5), CrawlHalt.StorageLost },
        { new FrontierStoreException("locked", null, StoreTrouble.Locked), CrawlHalt.StoreLocked },
        { new FrontierStoreException("full", null, StoreTrouble.Full), CrawlHalt.DiskFull },
        { new FrontierStoreException("other", null, StoreTrouble.Other), CrawlHalt.StorageLost },
        { new FrontierStoreException("damaged"), CrawlHalt.Unexpected },
        { new ParserUnavailableException("gone", new FileNotFoundException("no worker")), CrawlHalt.ParserUnavailable },
        { new InvalidOperationException("a fault of ours"), CrawlHalt.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public void R12_Of_NamesWhatAnOperatorWouldMend(Exception error, CrawlHalt expected) => Assert.Equal(expected, CrawlHalts.Of(error));

    [Fact]
    public void Word_OfAHalt_IsKebabCase() => Assert.Equal("out-of-descriptors", CrawlHalts.Word(CrawlHalt.OutOfDescriptors));
}
