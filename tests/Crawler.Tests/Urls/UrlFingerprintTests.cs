using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AsyncCrawler.Urls;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Urls;

public sealed class UrlFingerprintTests
{
    // Around the ends of the blocks of SHA-256, and beyond what the lanes take.
    [Fact]
    public void Prepare_OfUrlsOfEveryLength_GivesEachWhatSha256Says()
    {
        var random = new Random(7);
        var urls = Enumerable.Range(0, 400).Select(length => Url("http://a.test/" + new string('x', length) + random.Next())).ToArray();
        random.Shuffle(urls);

        UrlFingerprint.Prepare(urls);

        Assert.All(urls, url => Assert.Equal(Sha256Of(url.Text), UrlFingerprint.Of(url).Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void Prepare_OfAnyNumberOfUrls_ChangesNoFingerprint(int count)
    {
        var urls = Enumerable.Range(0, count).Select(i => Url($"http://a.test/%7e{i}")).ToList();

        UrlFingerprint.Prepare(urls);
        UrlFingerprint.Prepare(urls);

        Assert.All(urls, url => Assert.Equal(Sha256Of(url.Text.Replace("%7e", "~", StringComparison.Ordinal)), UrlFingerprint.Of(url).Value));
    }

    [Fact]
    public void TryHash_OfATextLongerThanTwoBlocksHold_IsFalse()
    {
        var starts = new UInt128[Sha256Lanes.Lanes];

        Assert.True(Sha256Lanes.TryHash([new string('x', 119), "", "b", "c"], starts));
        Assert.Equal(Sha256Of(""), starts[1]);
        Assert.False(Sha256Lanes.TryHash(["a", "b", "c", new string('x', 120)], starts));
        Assert.False(Sha256Lanes.TryHash([new string('é', 60), "b", "c", "d"], starts));
    }

    private static UInt128 Sha256Of(string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
