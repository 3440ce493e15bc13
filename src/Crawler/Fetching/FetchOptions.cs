using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Fetching;

/// <summary>How one exchange with a server is done, what it may cost, and with whom it may be.</summary>
public sealed class FetchOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Fetch";

    /// <summary>The User-Agent field. Null means <c>AsyncCrawler/version (+contact)</c>, see <see cref="Contact"/>.</summary>
    // RFC 9110 §10.1.5; robots.txt is matched with its first product token (RFC 9309 §2.2.1).
    [RegularExpression("^[\\x20-\\x7E]{1,512}$", ErrorMessage = "UserAgent takes 1 to 512 printable ASCII characters.")]
    public string? UserAgent { get; set; }

    /// <summary>Where the operator of a site finds the one who crawls: a URL or a mail address. Null says in the User-Agent field that there is none.</summary>
    // RFC 9110 §5.6.5: parentheses and backslashes would have to be quoted in a comment.
    [RegularExpression(@"^[\x20-\x7E-[()\\]]{1,256}$", ErrorMessage = @"Contact takes 1 to 256 printable ASCII characters without ( ) \.")]
    public string? Contact { get; set; }

    /// <summary>The Accept-Language field; null sends none.</summary>
    [RegularExpression(@"^[A-Za-z0-9*,;=.\- ]{1,256}$", ErrorMessage = "AcceptLanguage takes a list of language ranges, for example: en, de;q=0.5")]
    public string? AcceptLanguage { get; set; }

    /// <summary>Further fields, sent to every host; none by default. Credentials are refused here, for that very reason.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>From the begin of the look-up of the name to the end of the TLS handshake. Default 10 s (promises R6).</summary>
    [TimeRange("00:00:00.010", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The whole exchange, body included. Default 60 s (promises R6).</summary>
    [TimeRange("00:00:00.010", "01:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of a body that must come in each <see cref="LeastProgressWindow"/>. Default 1,024 (promises R6).</summary>
    [Range(1, 1024 * 1024)]
    public int LeastProgressBytes { get; set; } = 1024;

    /// <summary>The time in which <see cref="LeastProgressBytes"/> must come. Default 10 s (promises R6).</summary>
    [TimeRange("00:00:00.010", "00:10:00")]
    public TimeSpan LeastProgressWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of a page, counted as received and again after decoding; what is longer is cut. Default 10 MiB.</summary>
    // Promises S8; the largest of the 1,404 real pages in the corpora has 4 MB.
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxPageBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Most bytes of an image, counted as those of a page. Default 50 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxImageBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>Most decoded bytes for each received one, once 1 MiB is decoded; a body beyond is cut. Default 200 (promises S8).</summary>
    // Text seldom compresses better than 1:30; DEFLATE cannot do better than 1:1,032.
    [Range(2, 100_000)]
    public int MaxDecompressionRatio { get; set; } = 200;

    /// <summary>Most bytes of a header section, in steps of 1 KiB. Default 64 KiB, that of the platform.</summary>
    [Range(1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = 64 * 1024;

    /// <summary>Most bytes of all bodies of the process that are not yet disposed. When they are used up, reading waits. Default 256 MiB.</summary>
    // So that one body always gets on, a single one may go beyond: the true bound is this and one body more.
    [Range(1024L * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytesInFlight { get; set; } = 256L * 1024 * 1024;

    /// <summary>Tries after the first one. Default 2.</summary>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>Longest pause before the first retry; it doubles with each, and a random part of it is taken (full jitter). Default 2 s.</summary>
    [TimeRange("00:00:00.001", "01:00:00")]
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause before any retry that the server did not ask for. Default 1 min.</summary>
    [TimeRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan RetryMaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest pause that a server may ask for (Retry-After). Default 1 h (promises N21).</summary>
    [TimeRange("00:00:00", "7.00:00:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Fetches of one host that fail to reach it in a row until its circuit opens. Default 5.</summary>
    [Range(2, 1000)]
    public int CircuitFailures { get; set; } = 5;

    /// <summary>How long an open circuit lets nothing through; then one fetch is tried. Default 30 s.</summary>
    [TimeRange("00:00:00.500", "1.00:00:00")]
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>From the first failure in a row: how long the URLs of a host that is down are put off. After that they fail at once. Default 10 min.</summary>
    // Long enough for a restart or a new deployment, short enough that a dead host cannot keep a crawl from its end.
    [TimeRange("00:00:00", "7.00:00:00")]
    public TimeSpan HostGiveUpTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most connections to one scheme, host and port. Default 6, a second fence behind the frontier's limit.</summary>
    // RFC 9112 §9.4 leaves the number to us; browsers use six.
    [Range(1, 1024)]
    public int MaxConnectionsPerServer { get; set; } = 6;

    /// <summary>Age at which a connection is not used again, so that a changed address is noticed. Default 2 min.</summary>
    [TimeRange("00:00:01", "1.00:00:00")]
    public TimeSpan PooledConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an idle connection is kept. Default 15 s: above the usual delay of a host, and few lie idle (promises S9).</summary>
    [TimeRange("00:00:00.010", "00:10:00")]
    public TimeSpan PooledConnectionIdleTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest look-up of a name. Default 5 s (promises R6).</summary>
    [TimeRange("00:00:00.010", "00:01:00")]
    public TimeSpan DnsTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer of the resolver is used again; its own TTL is not to be had from the platform. Default 1 min.</summary>
    [TimeRange("00:00:00", "1.00:00:00")]
    public TimeSpan DnsCacheLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Look-ups in flight, in all. Default 32: each takes a thread of the pool on Linux (promises R6).</summary>
    [Range(1, 1024)]
    public int MaxConcurrentLookups { get; set; } = 32;

    /// <summary>Look-ups in flight for the names of one registrable domain. Default 4: an owner whose servers never answer leaves the rest to others (D15).</summary>
    [Range(1, 1024)]
    public int MaxConcurrentLookupsPerDomain { get; set; } = 4;

    /// <summary>Ports that may be dialled. Empty, the default, means 80, 443 and what web servers are commonly moved to: 8000, 8008, 8080, 8443, 8888.</summary>
    public IList<int> AllowedPorts { get; } = [];

    /// <summary>Permits loopback and private addresses, and every port but 0. Default false. Link-local addresses stay forbidden.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>Networks that may be dialled although they are not public, in CIDR form; none by default.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Networks that may not be dialled, whatever else is allowed, in CIDR form; none by default.</summary>
    public IList<string> DeniedNetworks { get; } = [];

    /// <summary>Offers HTTP/2 in the TLS handshake (RFC 9113 §3.2). Default false: it gains nothing where politeness lets one request at a time through.</summary>
    public bool Http2 { get; set; }

    /// <summary>The HTTP proxy, if there is to be one.</summary>
    public ProxyOptions Proxy { get; } = new();

    /// <summary>What single origins are shown so that they answer; none by default.</summary>
    public IList<OriginCredentialOptions> Credentials { get; } = [];

    /// <summary>The certificates with which we prove ourselves to single origins; none by default.</summary>
    public IList<ClientCertificateOptions> ClientCertificates { get; } = [];

    /// <summary>
    /// Keeps cookies and sends them back (RFC 6265bis). Default false. Each crawl has its own, apart by registrable domain; they are
    /// secrets, so they stay in memory and a resumed crawl begins without.
    /// </summary>
    public bool AcceptsCookies { get; set; }

    /// <summary>Takes certificates that are not good. Default false.</summary>
    public bool AcceptInvalidCertificates { get; set; }
}
