using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>
/// What an exchange did, step by step, for somebody who wants to see it. Only the exchange that is traced pays: it carries this
/// along in its request. Written by one exchange, and read when that is over.
/// </summary>
internal sealed class ExchangeTrace(TimeProvider time)
{
    private static readonly HttpRequestOptionsKey<ExchangeTrace> Key = new("AsyncCrawler.Trace");

    private readonly long _startedAt = time.GetTimestamp();
    private TimeSpan _lastStep;

    /// <summary>The addresses that the name has; the host itself where it is an address; empty when none was asked for.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; private set; } = [];

    /// <summary>The address and port that were dialled; null when no connection was made for this exchange.</summary>
    public IPEndPoint? Dialled { get; private set; }

    /// <summary>What was agreed in the TLS handshake of this exchange's own connection; otherwise null.</summary>
    public TlsFacts? Tls { get; private set; }

    /// <summary>The look-up of the name; null when there was none.</summary>
    public TimeSpan? Dns { get; private set; }

    /// <summary>The TCP connection; null when there was none.</summary>
    public TimeSpan? Connect { get; private set; }

    /// <summary>The TLS handshake; null when there was none.</summary>
    public TimeSpan? TlsHandshake { get; private set; }

    /// <summary>From the sent request to the end of the header section; null when none came.</summary>
    public TimeSpan? FirstByte { get; private set; }

    /// <summary>From the end of the header section to the end of the body; null when no body was read.</summary>
    public TimeSpan? Body { get; private set; }

    /// <summary>The protocol that was spoken; null when no response came.</summary>
    public Version? Version { get; private set; }

    /// <summary>The fields of the request, in their order; secrets are hidden, as in those of the response.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; private set; } = [];

    /// <summary>The fields of the response, as the platform read them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; private set; } = [];

    /// <summary>Bytes of the body before content codings were undone; null when none was read.</summary>
    public long? WireBytes { get; private set; }

    /// <summary>The trace that a request carries; null for all but the few.</summary>
    public static ExchangeTrace? Of(HttpRequestMessage? request) => request is not null && request.Options.TryGetValue(Key, out var trace) ? trace : null;

    /// <summary>Makes a request carry this.</summary>
    public void Begin(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>The name is resolved.</summary>
    public void Resolved(IReadOnlyList<IPAddress> addresses)
    {
        Addresses = addresses;
        Dns = Step();
    }

    /// <summary>The connection stands.</summary>
    public void Connected(Stream connection)
    {
        Dialled = ((connection as NetworkStream)?.Socket.RemoteEndPoint) as IPEndPoint;
        Connect = Step();
    }

    /// <summary>The connection can be written to: after the TLS handshake, where there is one.</summary>
    public void Secured(Stream connection)
    {
        var step = Step();
        if (connection is SslStream tls)
        {
            TlsHandshake = step;
            Tls = TlsFacts.Of(tls);
        }
    }

    /// <summary>The header section of the response is there.</summary>
    public void Answered(HttpResponseMessage response)
    {
        FirstByte = Step();
        Version = response.Version;
        RequestHeaders = response.RequestMessage is { } request ? FieldsOf(request.Headers.NonValidated) : [];
        ResponseHeaders = [.. FieldsOf(response.Headers.NonValidated), .. FieldsOf(response.Content.Headers.NonValidated)];
    }

    /// <summary>The body is read.</summary>
    public void BodyRead(long wireBytes)
    {
        Body = Step();
        WireBytes = wireBytes;
    }

    private static List<KeyValuePair<string, string>> FieldsOf(System.Net.Http.Headers.HttpHeadersNonValidated headers) =>
        [.. headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, SecretFields.Show(header.Key, value))))];

    private TimeSpan Step()
    {
        var now = time.GetElapsedTime(_startedAt);
        var step = now - _lastStep;
        _lastStep = now;
        return step;
    }
}
