using AsyncCrawler.Frontier;

namespace AsyncCrawler.Tests.Frontier;

public sealed class ContentDigestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void Digest_OfABodyWithAnyOneByteChanged_IsAnother(int length)
    {
        var body = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var digest = ContentDigest.Of(body);

        Assert.Equal(digest, ContentDigest.Of([.. body]));
        Assert.All(Enumerable.Range(0, length), place =>
        {
            byte[] changed = [.. body];
            changed[place] ^= 1;
            Assert.NotEqual(digest, ContentDigest.Of(changed));
        });
    }

    [Fact]
    public void Digest_OfBodiesOfZeros_TellsTheirLength() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Select(length => ContentDigest.Of(new byte[length])).Distinct().Count());

    [Fact]
    public void DigestOfEnds_SeesTheBeginningAndTheEndAndTheLengthButNotTheMiddle()
    {
        var body = new byte[10_000];
        var digest = ContentDigest.OfEnds(body);

        Assert.NotEqual(digest, ContentDigest.OfEnds(Changed(body, 0)));
        Assert.NotEqual(digest, ContentDigest.OfEnds(Changed(body, body.Length - 1)));
        Assert.NotEqual(digest, ContentDigest.OfEnds(body.AsSpan(1)));
        Assert.Equal(digest, ContentDigest.OfEnds(Changed(body, body.Length / 2)));
    }

    private static byte[] Changed(byte[] body, int place)
    {
        byte[] changed = [.. body];
        changed[place] ^= 1;
        return changed;
    }
}
