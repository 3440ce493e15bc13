namespace AsyncCrawler.Fetching;

/// <summary>Why a fetch gave no response: names the leg of the way, and who is to blame where that can be told.</summary>
public enum FetchFailureReason
{
    /// <summary>The name does not exist, or has no address.</summary>
    DnsNotFound,

    /// <summary>The resolver failed or did not answer in time; the name may exist.</summary>
    DnsFailed,

    /// <summary>The address policy forbids an address of the host (promises S1).</summary>
    BlockedAddress,

    /// <summary>The port is not among those that may be dialled.</summary>
    BlockedPort,

    /// <summary>The connection was refused or could not be routed.</summary>
    ConnectFailed,

    /// <summary>No connection within the connect time-out.</summary>
    ConnectTimedOut,

    /// <summary>The configured proxy cannot be reached, or does not open the way to the host.</summary>
    ProxyFailed,

    /// <summary>The TLS handshake failed or the certificate is not good.</summary>
    TlsFailed,

    /// <summary>The whole exchange took longer than the total time-out.</summary>
    TimedOut,

    /// <summary>The body came in more slowly than the least progress.</summary>
    TooSlow,

    /// <summary>The server closed or reset the connection before the response was complete.</summary>
    ConnectionLost,

    /// <summary>The bytes are not HTTP, or break its framing.</summary>
    BadResponse,

    /// <summary>The header section exceeds its limit.</summary>
    HeadersTooLarge,

    /// <summary>The content codings cannot be undone.</summary>
    BadContentCoding,

    /// <summary>A redirect without a Location, or with one that is no http or https URL, or too long.</summary>
    BadRedirect,

    /// <summary>The redirects lead back to where they came from: this one closes the circle.</summary>
    RedirectLoop,

    /// <summary>More redirects in a row than allowed: this one is not followed.</summary>
    TooManyRedirects,

    /// <summary>Not tried: the host could not be reached several times in a row.</summary>
    CircuitOpen,

    /// <summary>Not tried: a line of robots.txt forbids it (RFC 9309).</summary>
    RobotsDenied,

    /// <summary>Not tried: robots.txt could not be had, which forbids everything (RFC 9309 §2.3.1.4).</summary>
    RobotsUnreachable,

    /// <summary>Not tried: it leads into a trap (promises R11).</summary>
    Trap,

    /// <summary>The crawl was stopped while the fetch was under way.</summary>
    Cancelled,

    /// <summary>Something else; the detail says what.</summary>
    Unexpected,
}
