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
            // Connections are accepted in their order. So if the first to come out is our own, there was none before it.
            var endPoint = listener.LocalEndPoint ?? throw new InvalidOperationException("A listener has an end point.");
            using var marker = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await marker.ConnectAsync(endPoint);
            using var accepted = await listener.AcceptAsync();
            if (!Equals(accepted.RemoteEndPoint, marker.LocalEndPoint))
            {
                throw new InvalidOperationException($"{accepted.RemoteEndPoint} connected to the canary at {endPoint}: something got around the address policy.");
            }
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

        return (listener.LocalEndPoint as IPEndPoint)?.Port ?? 0;
    }
}
