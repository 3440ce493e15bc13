using System.Net;
using AsyncCrawler.Fetching;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Hosting;

/// <summary>One exchange of <see cref="ISiteInspector.FetchAsync"/>, as it went. Times are null for what there was not.</summary>
public sealed record FetchHop
{
    /// <summary>What was asked for.</summary>
    public required CrawlUrl Url { get; init; }

    /// <summary>What became of it; a received body belongs to the report.</summary>
    public required FetchOutcome Outcome { get; init; }

    /// <summary>The addresses of the host; empty when a connection that was there already was used.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>The address and port that were dialled; null when none was.</summary>
    public required IPEndPoint? Dialled { get; init; }

    /// <summary>What was agreed in the TLS handshake; null when there was none.</summary>
    public required TlsFacts? Tls { get; init; }

    /// <summary>The version of HTTP; null when no response came.</summary>
    public required Version? HttpVersion { get; init; }

    /// <summary>The look-up of the name.</summary>
    public required TimeSpan? Dns { get; init; }

    /// <summary>The TCP connection.</summary>
    public required TimeSpan? Connect { get; init; }

    /// <summary>The TLS handshake.</summary>
    public required TimeSpan? TlsHandshake { get; init; }

    /// <summary>From the request to the end of the response's header section.</summary>
    public required TimeSpan? FirstByte { get; init; }

    /// <summary>From there to the end of the body.</summary>
    public required TimeSpan? Body { get; init; }

    /// <summary>The fields that were sent.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; }

    /// <summary>The fields that came: data of the server, not to be shown unescaped.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; }

    /// <summary>Bytes of the body before content codings were undone.</summary>
    public required long? WireBytes { get; init; }

    /// <summary>What follows: one sentence each.</summary>
    public required IReadOnlyList<string> Decisions { get; init; }
}
