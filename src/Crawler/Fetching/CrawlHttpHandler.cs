using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AsyncCrawler.Fetching;

/// <summary>Makes the handlers through which everything leaves the process; see performance facts §3.1 for each setting.</summary>
internal static class CrawlHttpHandler
{
    /// <summary>Makes the handler. It is to live as long as the crawler: it holds the connections.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="dialler">Opens its connections.</param>
    /// <param name="certificate">What it shows to servers that ask for one; null for nothing.</param>
    public static HttpMessageHandler Create(FetchOptions options, GuardedDialler dialler, X509Certificate2? certificate = null)
    {
        var handler = CreateSockets(options, dialler);
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return ForwardingProxy.IsWanted(options.Proxy) ? new ForwardingHandler(handler, options.Proxy, dialler) : handler;
    }

    private static SocketsHttpHandler CreateSockets(FetchOptions options, GuardedDialler dialler) => new()
    {
        ConnectCallback = dialler.ConnectAsync,
        PlaintextStreamFilter = GuardedDialler.Inspect,
        ConnectTimeout = options.ConnectTimeout,
        MaxConnectionsPerServer = options.MaxConnectionsPerServer,
        PooledConnectionLifetime = options.PooledConnectionLifetime,
        PooledConnectionIdleTimeout = options.PooledConnectionIdleTimeout,
        MaxResponseHeadersLength = options.MaxHeaderBytes / 1024, // the handler counts in KiB
        MaxResponseDrainSize = 64 * 1024, // a body that is not wanted is read on only where that is cheaper than a new connection
        ResponseDrainTimeout = TimeSpan.FromMilliseconds(300),
        AllowAutoRedirect = false, // each hop passes the frontier
        AutomaticDecompression = DecompressionMethods.None, // ContentDecoder has the caps
        UseCookies = false,
        UseProxy = ForwardingProxy.IsWanted(options.Proxy), // never those of the environment (promises S3)
        Proxy = ForwardingProxy.IsWanted(options.Proxy) ? new ForwardingProxy(options.Proxy) : null,
        Credentials = null,
        PreAuthenticate = false,
        EnableMultipleHttp2Connections = false,
        RequestHeaderEncodingSelector = options.AcceptsCookies ? static (name, _) => name == "Cookie" ? Encoding.Latin1 : null : null, // back as the octets that came
        ActivityHeadersPropagator = null, // no trace headers to strangers
        SslOptions = CreateSslOptions(options),
    };

    [SuppressMessage("Security", "CA5359", Justification = "Only when the user says --insecure.")]
    private static SslClientAuthenticationOptions CreateSslOptions(FetchOptions options)
    {
        var ssl = new SslClientAuthenticationOptions
        {
            AllowRenegotiation = false, // nobody needs it, and TLS 1.3 has none (RFC 8446 §1.2)

            // Building a chain must not fetch URLs that a stranger wrote into a certificate: that would go past the address policy.
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        };
        if (options.AcceptInvalidCertificates)
        {
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }

        return ssl;
    }
}
