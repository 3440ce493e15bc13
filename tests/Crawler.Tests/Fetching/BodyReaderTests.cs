using System.Net;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

public sealed class BodyReaderTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task R9_BodiesBeyondTheBudget_WaitAndAllComeIn()
    {
        var options = new FetchOptions { MaxBytesInFlight = Megabyte };
        var budget = new ByteBudget(options.MaxBytesInFlight);
        var reader = new BodyReader(budget, options);
        var page = Coded.Page(Megabyte / 2, seed: 8);
        long most = 0;

        var lengths = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using var content = new ByteArrayContent(page);
            using var clock = Clock(options);
            var read = await reader.ReadAsync(content, ResourceKind.Page, clock);
            InterlockedMax(ref most, budget.Reserved);
            read.Body.Dispose();
            return read.Body.Length;
        })));

        Assert.All(lengths, length => Assert.Equal(page.Length, length));
        Assert.InRange(most, 1, options.MaxBytesInFlight + (2 * Megabyte)); // the budget, and one body that grows
        Assert.Equal(0, budget.Reserved);
    }

    [Theory]
    [InlineData(ResourceKind.Page, 2_000)]
    [InlineData(ResourceKind.Image, 3_000)]
    public async Task Limit_OfAKind_IsItsOwn(ResourceKind kind, int limit)
    {
        var options = new FetchOptions { MaxPageBytes = 2_000, MaxImageBytes = 3_000 };
        var reader = new BodyReader(new ByteBudget(options.MaxBytesInFlight), options);
        using var content = new ByteArrayContent(new byte[10_000]);
        using var clock = Clock(options);

        var read = await reader.ReadAsync(content, kind, clock);

        Assert.True(read.IsTruncated);
        Assert.Equal(limit, read.Body.Length);
        read.Body.Dispose();
    }

    [Theory]
    [InlineData(10, 4 * 1024)]
    [InlineData(4 * 1024, 8 * 1024)]
    [InlineData(29_000, 32 * 1024)]
    [InlineData(60_000_000, 64 * 1024)]
    public async Task Body_WhoseLengthIsDeclared_TakesNoMoreThanItNeedsAndNoPromisedMegabytes(int declared, int taken)
    {
        var options = new FetchOptions();
        var budget = new ByteBudget(options.MaxBytesInFlight);
        var reader = new BodyReader(budget, options);
        var page = Coded.Page(Math.Min(declared, 29_000), seed: 7);
        using var content = new ByteArrayContent(page);
        content.Headers.ContentLength = declared;
        using var clock = Clock(options);

        var read = await reader.ReadAsync(content, ResourceKind.Page, clock);

        Assert.Equal(page.Length, read.Body.Length);
        Assert.Equal(taken, budget.Reserved);
        read.Body.Dispose();
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) - 1)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(Megabyte)]
    [InlineData(3_000_000)]
    public async Task Body_OfALengthAroundThatOfABuffer_ComesInWhole(int length)
    {
        var options = new FetchOptions();
        var reader = new BodyReader(new ByteBudget(options.MaxBytesInFlight), options);
        var page = Coded.Page(length, seed: 9);
        using var content = new ByteArrayContent(page);
        using var clock = Clock(options);

        var read = await reader.ReadAsync(content, ResourceKind.Page, clock);

        Assert.False(read.IsTruncated);
        Assert.True(page.AsSpan().SequenceEqual(read.Body.Bytes.Span));
        read.Body.Dispose();
    }

    private FetchClock Clock(FetchOptions options) => new(options, _time, TestContext.Current.CancellationToken);

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
