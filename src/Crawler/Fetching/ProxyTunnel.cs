using System.Globalization;
using System.Net;
using System.Text;

namespace AsyncCrawler.Fetching;

/// <summary>Asks a proxy for a tunnel (RFC 9110 §9.3.6). Immutable.</summary>
internal sealed class ProxyTunnel(ProxyOptions options)
{
    // A status line and a handful of fields; what comes after them would come from a server that must not speak first.
    private const int MaxResponseBytes = 8 * 1024;

    /// <summary>The address and port of the proxy.</summary>
    public DnsEndPoint EndPoint { get; } = EndPointOf(options);

    /// <summary>The Proxy-Authorization field; null when there is none.</summary>
    public string? Authorization { get; } = options.User is { } user ? BasicScheme.FieldOf(user, options.Password) : null;

    /// <summary>Whether the proxy is told names.</summary>
    public bool ResolvesNames => options.ResolvesNames;

    /// <summary>The tunnel's opening of options that were validated; null when they name no proxy.</summary>
    public static ProxyTunnel? Of(ProxyOptions options) => options.Address is null ? null : new ProxyTunnel(options);

    /// <summary>Turns a connection to the proxy into one to the target.</summary>
    /// <param name="connection">The connection, on which nothing was sent.</param>
    /// <param name="host">The target: an address, or a name where the proxy looks names up.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="FetchFaultException">The proxy does not open it.</exception>
    public async Task OpenAsync(Stream connection, string host, int port, CancellationToken cancellationToken)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
        var authorization = Authorization is { } field ? $"Proxy-Authorization: {field}\r\n" : "";
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{authorization}\r\n"), cancellationToken).ConfigureAwait(false);
            var head = await ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false);
            if (head.Split('\r')[0].Split(' ') is not [var version, ['2', _, _], ..] || !version.StartsWith("HTTP/1.", StringComparison.Ordinal))
            {
                throw new FetchFaultException(FetchFailureReason.ProxyFailed, $"The proxy opens no tunnel to {target}: {head.Split('\r')[0]}");
            }
        }
        catch (IOException error)
        {
            throw new FetchFaultException(FetchFailureReason.ProxyFailed, $"The proxy closed the connection before it opened a tunnel to {target}.", error);
        }
    }

    private static async Task<string> ReadHeadAsync(Stream connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxResponseBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await connection.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return end + 4 == length
                    ? Encoding.Latin1.GetString(buffer, 0, end)
                    : throw new FetchFaultException(FetchFailureReason.ProxyFailed, "The proxy sends bytes of its own into the tunnel.");
            }
        }

        throw new FetchFaultException(FetchFailureReason.ProxyFailed, $"The proxy answers with more than {MaxResponseBytes} bytes.");
    }

    private static DnsEndPoint EndPointOf(ProxyOptions options) =>
        OriginText.TryParse(options.Address, out var origin)
            ? new DnsEndPoint(origin.Host.Trim('[', ']'), origin.Port)
            : throw new ArgumentException("The options were not validated.", nameof(options));
}
