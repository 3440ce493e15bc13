using AsyncCrawler.MockSite.Graph;

namespace AsyncCrawler.MockSite.Tests.Graph;

public sealed class ImagePoolTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(80, 8)]
    [InlineData(81, 9)]
    [InlineData(1000, 100)]
    [InlineData(int.MaxValue, 214_748_365)]
    public void Count_OfAGraph_IsOneImagePerTenPagesAndAtLeastEight(int pages, int images) =>
        Assert.Equal(images, new ImagePool(pages, 1).Count);

    [Fact]
    public void Render_EachImage_IsAValidPngOfTheSizeThatPagesSay()
    {
        var pool = new ImagePool(400, 3);
        for (var image = 0; image < pool.Count; image++)
        {
            var (width, height, _) = PngReader.Read(pool.Render(image));
            Assert.Equal(pool.SizeOf(image), (width, height));
        }
    }

    [Fact]
    public void Render_TheWholePool_GivesSixDifferentContentsInEightAddresses()
    {
        var pool = new ImagePool(1600, 1);

        var contents = Enumerable.Range(0, pool.Count).Select(image => Convert.ToHexString(pool.Render(image))).ToHashSet();

        Assert.Equal(160, pool.Count);
        Assert.Equal(120, contents.Count);
        Assert.Equal(pool.Render(2), pool.Render(3));
    }

    [Theory]
    [InlineData("/img/8.png")]
    [InlineData("/img/.png")]
    [InlineData("/img/01.png")]
    [InlineData("/img/-1.png")]
    [InlineData("/img.png")]
    [InlineData("/img/99999999999.png")]
    public void TryParse_OfWhatIsNoImage_FindsNone(string path) => Assert.False(new ImagePool(1, 1).TryParse(path, out _));
}
