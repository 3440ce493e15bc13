using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class BodyBuffersTests
{
    [Theory]
    [InlineData(1_024)]
    [InlineData(4_096)]
    [InlineData(32_768)]
    [InlineData(65_536)]
    [InlineData(131_072)]
    public void Rent_OfAPowerOfTwo_GivesThatLengthToEachAtATime(int size)
    {
        var buffers = Enumerable.Range(0, 300).Select(_ => BodyBuffers.Rent(size)).ToList();

        Assert.All(buffers, buffer => Assert.Equal(size, buffer.Length));
        Assert.Equal(300, buffers.Distinct(ReferenceEqualityComparer.Instance).Count());
        buffers.ForEach(BodyBuffers.Return);
        Assert.Equal(size, BodyBuffers.Rent(size).Length);
    }
}
