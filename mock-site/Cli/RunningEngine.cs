namespace AsyncCrawler.MockSite.Cli;

/// <summary>A server that answers at an address until it is disposed.</summary>
internal sealed record RunningEngine(Uri BaseAddress, IAsyncDisposable Server) : IAsyncDisposable
{
    /// <summary>The engine that is always there.</summary>
    public const string KestrelEngine = "kestrel";

    /// <summary>The engine of builds with <c>-p:UseWireMockNet=true</c>, which serves stubs only.</summary>
    public const string WireMockNetEngine = "wiremock.net";

    /// <summary>Starts the engine of that name.</summary>
    /// <exception cref="ArgumentException">This build has no such engine.</exception>
    public static async Task<RunningEngine> StartAsync(string? engine, MockSiteOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        if (engine == WireMockNetEngine)
        {
#if WIREMOCK_NET
            return await WireMockNet.WireMockNetHost.StartAsync(options, errors);
#else
            throw new ArgumentException("this build is without WireMock.Net; build it with -p:UseWireMockNet=true.");
#endif
        }

        var server = await MockSiteServer.StartAsync(options, cancellationToken);
        return new RunningEngine(server.BaseAddress, server);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
