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

    private readonly ProxyTunnel? _proxy = ProxyTunnel.Of(options.Proxy);
    private readonly AddressPolicy _proxyPolicy = AddressPolicy.OfProxy(options);

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. The handler keeps the name for Host and SNI.</summary>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        ForwardingProxy.Takes(options.Proxy, context.InitialRequestMessage.RequestUri)
            ? new(DialProxyAsync(cancellationToken))
            : DialAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ExchangeTrace.Of(context.InitialRequestMessage), cancellationToken);

    /// <summary>For <see cref="SocketsHttpHandler.PlaintextStreamFilter"/>: looks at a new connection, and goes on watching those of HTTP/2.</summary>
    public static ValueTask<Stream> Inspect(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        ExchangeTrace.Of(context.InitialRequestMessage)?.Secured(context.PlaintextStream);
        return ValueTask.FromResult(context.NegotiatedHttpVersion.Major == 2 ? new Http2FloodGuard(context.PlaintextStream) : context.PlaintextStream);
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
        Check(host, port);
        if (_proxy is { ResolvesNames: true } && !IPAddress.TryParse(host, out _))
        {
            return await TunnelAsync(_proxy, host, port, cancellationToken).ConfigureAwait(false);
        }

        var addresses = await FindAsync(host, policy, "see Fetch:AllowedNetworks and --allow-private", cancellationToken).ConfigureAwait(false);
        trace?.Resolved(addresses);
        var connection = _proxy is null
            ? await DialFirstAsync(addresses, port, cancellationToken).ConfigureAwait(false)
            : await TunnelFirstAsync(_proxy, addresses, port, cancellationToken).ConfigureAwait(false);
        trace?.Connected(connection);
        return connection;
    }

    /// <summary>Checks of a target what can be checked without a look-up: its port, and the address where it is one.</summary>
    /// <exception cref="FetchFaultException">It may not be dialled.</exception>
    public void Check(string host, int port)
    {
        // RFC 6761 §6.3: these names are this machine, whichever machine looks them up.
        var name = host.TrimEnd('.');
        var address = IPAddress.TryParse(host, out var literal) ? literal
            : name is "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal) ? IPAddress.Loopback : null;
        if (address is not null && !policy.IsAllowed(address))
        {
            throw Forbidden(host, address, "see Fetch:AllowedNetworks and --allow-private");
        }

        // After the address: who may not dial that is not helped by another port.
        if (!policy.IsAllowedPort(port))
        {
            throw new FetchFaultException(FetchFailureReason.BlockedPort, $"Port {port} of {host} may not be dialled: see Fetch:AllowedPorts.");
        }
    }

    private async ValueTask<IReadOnlyList<IPAddress>> FindAsync(string host, AddressPolicy judge, string advice, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        return addresses.FirstOrDefault(address => !judge.IsAllowed(address)) is { } forbidden
            ? throw Forbidden(host, forbidden, advice)
            : [.. addresses.Take(MaxAddresses)];
    }

    private static FetchFaultException Forbidden(string host, IPAddress address, string advice) =>
        new(FetchFailureReason.BlockedAddress, IPAddress.TryParse(host, out _) ? $"{host} is no public address: {advice}." : $"{host} has the address {address}, which is not public: {advice}.");

    // Each try has a connection of its own: after a refusal the proxy may close it.
    private async Task<Stream> TunnelFirstAsync(ProxyTunnel proxy, IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await TunnelAsync(proxy, addresses[i].ToString(), port, cancellationToken).ConfigureAwait(false);
            }
            catch (FetchFaultException) when (i < addresses.Count - 1)
            {
                // The proxy may reach the next address.
            }
        }
    }

    private async Task<Stream> TunnelAsync(ProxyTunnel proxy, string host, int port, CancellationToken cancellationToken)
    {
        var connection = await DialProxyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await proxy.OpenAsync(connection, host, port, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Stream> DialProxyAsync(CancellationToken cancellationToken)
    {
        var (host, port) = _proxy is { EndPoint: var proxy } ? (proxy.Host, proxy.Port) : throw new InvalidOperationException("There is no proxy.");
        try
        {
            var addresses = await FindAsync(host, _proxyPolicy, "see Fetch:Proxy:AllowedNetworks", cancellationToken).ConfigureAwait(false);
            return await DialFirstAsync(addresses, port, cancellationToken).ConfigureAwait(false);
        }
        catch (FetchFaultException fault) when (fault.Reason != FetchFailureReason.BlockedAddress)
        {
            // Whom it concerns is not the host that was to be fetched.
            throw new FetchFaultException(FetchFailureReason.ProxyFailed, $"The proxy cannot be reached: {fault.Message}", fault);
        }
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
            DescriptorReserve.Check(socket);
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
