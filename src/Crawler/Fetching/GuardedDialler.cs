using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Opens every connection that leaves this process for the web: resolves the name once, refuses it when any of its addresses is
/// forbidden, and dials one of the very addresses that were checked, so that a second answer of the resolver is of no use
/// to anybody (promises S1, D04). Thread-safe.
/// </summary>
internal sealed class GuardedDialler(AddressPolicy policy, HostResolver resolver, FetchOptions options, TimeProvider time)
{
    private const int MaxAddresses = 8; // a name may have hundreds (D14); whoever does not answer on eight is down

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. The handler keeps the name for Host and SNI.</summary>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ExchangeTrace.Of(context.InitialRequestMessage), cancellationToken);

    /// <summary>For <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>: looks at a new connection, and changes nothing.</summary>
    public static ValueTask<Stream> Inspect(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        ExchangeTrace.Of(context.InitialRequestMessage)?.Secured(context.PlaintextStream);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    /// <summary>Connects to a host.</summary>
    /// <param name="host">A name, or an address in text form.</param>
    /// <param name="port">The port.</param>
    /// <param name="trace">Where the steps are written down; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The connection; the caller owns it.</returns>
    /// <exception cref="FetchFaultException">It may not be dialled, or could not be.</exception>
    public async ValueTask<Stream> DialAsync(string host, int port, ExchangeTrace? trace, CancellationToken cancellationToken)
    {
        if (!policy.IsAllowedPort(port))
        {
            throw new FetchFaultException(FetchFailureReason.BlockedPort, $"Port {port} of {host} may not be dialled: see Fetch:AllowedPorts.");
        }

        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        trace?.Resolved(addresses);
        if (addresses.FirstOrDefault(address => !policy.IsAllowed(address)) is { } forbidden)
        {
            throw new FetchFaultException(
                FetchFailureReason.BlockedAddress,
                $"{host} has the address {forbidden}, which is not public: see Fetch:AllowedNetworks and --allow-private.");
        }

        var connection = await DialFirstAsync([.. addresses.Take(MaxAddresses)], port, cancellationToken).ConfigureAwait(false);
        trace?.Connected(connection);
        return connection;
    }

    private async Task<Stream> DialFirstAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        // Each address but the last gets half of the time that is left, so that a dead first one does not take it all.
        var left = options.ConnectTimeout;
        for (var i = 0; ; i++)
        {
            var isLast = i == addresses.Count - 1;
            var share = isLast ? left : left / 2;
            left -= share;
            try
            {
                return await DialOneAsync(new IPEndPoint(addresses[i], port), share, cancellationToken).ConfigureAwait(false);
            }
            catch (FetchFaultException) when (!isLast)
            {
                // The next address may answer.
            }
        }
    }

    private async Task<Stream> DialOneAsync(IPEndPoint endPoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, attempt.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new FetchFaultException(FetchFailureReason.ConnectFailed, $"{endPoint}: {error.Message}", error);
        }
        catch (OperationCanceledException error)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new FetchFaultException(FetchFailureReason.ConnectTimedOut, $"{endPoint}: no connection within {timeout.TotalSeconds} s", error);
        }
    }
}
