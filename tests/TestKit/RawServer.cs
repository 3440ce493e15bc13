using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.TestKit;

/// <summary>
/// A server on a loopback port that does exactly what a script says, byte by byte, right or wrong. The script runs once per
/// connection; when it returns, the connection is closed. What a script throws, other than a broken connection, comes out of
/// <see cref="DisposeAsync"/>.
/// </summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _scripts = [];
    private readonly Func<RawConnection, Task> _script;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="script">What to do with a connection.</param>
    /// <param name="address">Where to listen; 127.0.0.1 when null.</param>
    public RawServer(Func<RawConnection, Task> script, IPAddress? address = null)
    {
        _script = script;
        _listener.Bind(new IPEndPoint(address ?? IPAddress.Loopback, 0));
        _listener.Listen(4096);
        EndPoint = (IPEndPoint?)_listener.LocalEndPoint ?? throw new InvalidOperationException("A bound socket has an end point.");
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Connections accepted so far.</summary>
    public int ConnectionCount => Volatile.Read(ref _connections);

    /// <summary>A server that gives the same answer to every request, on connections that it keeps.</summary>
    public static RawServer Answering(string response) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(response);
        }
    });

    /// <summary>A URL on this server.</summary>
    public string Url(string path = "/") => $"http://{EndPoint}{path}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_scripts);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                socket.NoDelay = true;
                _scripts.Add(RunAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task RunAsync(Socket socket, int number)
    {
        await Task.Yield();
        using var connection = new RawConnection(socket, number, _stop.Token);
        try
        {
            await _script(connection);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the server was disposed.
        }
    }
}
