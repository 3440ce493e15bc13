using System.Buffers;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class PooledBodyTests
{
    [Fact]
    public void BytesRead_OfABodyThatWasNotRead_AreNoneAtAll()
    {
        using var body = PooledBody.Empty();

        Assert.Null(body.BytesRead);
        Assert.False(body.WasRead);
    }

    [Fact]
    public void BytesRead_OfAnEmptyBody_AreThereAndEmpty()
    {
        using var body = new PooledBody(ArrayPool<byte>.Shared.Rent(1), 0);

        Assert.Equal(0, body.BytesRead?.Length);
        Assert.True(body.WasRead);
    }

    [Fact]
    public void BytesRead_AfterDisposal_AreGoneAndTheBodyWasReadAllTheSame()
    {
        var body = new PooledBody(ArrayPool<byte>.Shared.Rent(3), 3);

        body.Dispose();

        Assert.Null(body.BytesRead);
        Assert.Equal((true, 3), (body.WasRead, body.Length));
    }
}
