using System.Collections.Concurrent;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>A server that answers all alike and remembers what it was asked.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly RawServer _server;

    public RecordingServer(string response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") => _server = new RawServer(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            _requests.Enqueue(request);
            await connection.SendAsync(response);
        }
    });

    public int Port => _server.EndPoint.Port;

    public int ConnectionCount => _server.ConnectionCount;

    /// <summary>The requests so far, in their order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>A field of each request so far; null where it has none.</summary>
    public IReadOnlyList<string?> Fields(string name) =>
    [
        .. _requests.Select(request => request.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..]),
    ];

    /// <summary>The root of this server under a name.</summary>
    public string Url(string host) => $"http://{host}:{Port}/";

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
