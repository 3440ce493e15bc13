using System.Collections.Concurrent;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>A proxy that opens tunnels to nowhere: behind each is an empty page.</summary>
internal sealed class TunnelServer : IAsyncDisposable
{
    public const string Opened = "HTTP/1.1 200 Connection established\r\nVia: tunnel\r\n\r\n";

    private readonly ConcurrentQueue<string> _connects = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly RawServer _server;

    public TunnelServer(Func<string, string>? answer = null) => _server = new RawServer(async connection =>
    {
        if (await connection.ReadRequestAsync() is not { } connect)
        {
            return;
        }

        _connects.Enqueue(connect);
        var said = answer?.Invoke(connect) ?? Opened;
        await connection.SendAsync(said);
        while (said == Opened && await connection.ReadRequestAsync() is { } request)
        {
            _requests.Enqueue(request);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });

    public int Port => _server.EndPoint.Port;

    /// <summary>What tunnels were asked for.</summary>
    public IReadOnlyCollection<string> Connects => _connects;

    /// <summary>What came through them.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
