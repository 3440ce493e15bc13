using System.Net;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

public sealed class CrawlHttpHandlerTests
{
    [Fact]
    public void S9_Pool_KeepsFewConnectionsAndNoneForLong()
    {
        using var handler = Create(new FetchOptions());

        Assert.InRange(handler.MaxConnectionsPerServer, 1, 6);
        Assert.InRange(handler.PooledConnectionIdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.InRange(handler.MaxResponseDrainSize, 0, 1024 * 1024);
        Assert.InRange(handler.ResponseDrainTimeout, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(handler.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.Equal(64, handler.MaxResponseHeadersLength);
    }

    [Fact]
    public void S2_S8_WhatTheHandlerWouldDoUnseen_IsOff()
    {
        using var handler = Create(new FetchOptions());

        Assert.False(handler.AllowAutoRedirect);
        Assert.Equal(DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.False(handler.UseCookies);
        Assert.False(handler.PreAuthenticate);
        Assert.Null(handler.ActivityHeadersPropagator);
    }

    private static SocketsHttpHandler Create(FetchOptions options)
    {
        var time = new ManualTimeProvider();
        var resolver = new HostResolver(new StubNames(), options, time);
        return Assert.IsType<SocketsHttpHandler>(CrawlHttpHandler.Create(options, new GuardedDialler(new AddressPolicy(options), resolver, options, time)));
    }
}
