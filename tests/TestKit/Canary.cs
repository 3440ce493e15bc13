using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AsyncCrawler.TestKit;

/// <summary>
/// Listeners that nobody may ever reach, on addresses that the policy forbids: 127.0.0.66, ::1 and the machine's own. All share
/// one port. Made an assembly fixture, it fails the run when anything connected.
/// </summary>
public sealed class Canary : IAsyncDisposable
{
    private readonly List<Socket> _listeners = [];
    private readonly ConcurrentBag<string> _visitors = [];
    private readonly ConcurrentDictionary<string, bool> _markers = [];

    public Canary()
    {
        Port = Listen(new IPEndPoint(Address, 0));
        foreach (var other in OtherAddresses())
        {
            try
            {
                Listen(new IPEndPoint(other, Port));
            }
            catch (SocketException)
            {
                // No IPv6 here, or the port is taken there; the main address listens.
            }
        }
    }

    /// <summary>The main address.</summary>
    public static IPAddress Address { get; } = IPAddress.Parse("127.0.0.66");

    /// <summary>The port of all listeners.</summary>
    public int Port { get; }

    /// <summary>Fails when anything ever connected to one of the listeners.</summary>
    public async Task AssertUntouchedAsync()
    {
        foreach (var listener in _listeners)
        {
            var endPoint = (IPEndPoint?)listener.LocalEndPoint ?? throw new InvalidOperationException("A listener has an end point.");
            using var marker = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            marker.Bind(new IPEndPoint(endPoint.Address, 0));
            _markers[$"{marker.LocalEndPoint}"] = true;
            await marker.ConnectAsync(endPoint);

            // Connections are accepted in their order: when ours was closed, all before it are written down.
            await marker.ReceiveAsync(new byte[1]);
        }

        if (_visitors.FirstOrDefault(visitor => !_markers.ContainsKey(visitor)) is { } visitor)
        {
            throw new InvalidOperationException($"{visitor} connected to the canary on port {Port}: something got around the address policy.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AssertUntouchedAsync();
        _listeners.ForEach(listener => listener.Dispose());
    }

    private static IEnumerable<IPAddress> OtherAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !IPAddress.Loopback.Equals(address));

    private int Listen(IPEndPoint endPoint)
    {
        var listener = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        try
        {
            listener.Bind(endPoint);
            listener.Listen();
        }
        catch (SocketException)
        {
            _listeners.Remove(listener);
            listener.Dispose();
            throw;
        }

        _ = AcceptAsync(listener);
        return (listener.LocalEndPoint as IPEndPoint)?.Port ?? 0;
    }

    // Closes at once, so that a test whose fetch does get in fails and does not wait for an answer.
    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                using var visitor = await listener.AcceptAsync();
                _visitors.Add($"{visitor.RemoteEndPoint}");
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
