using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCrawler.Fetching;

/// <summary>Makes the handlers through which everything leaves the process; see performance facts §3.1 for each setting.</summary>
internal static class CrawlHttpHandler
{
    /// <summary>Makes the handler. It is to live as long as the crawler: it holds the connections.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="dialler">Opens its connections.</param>
    public static SocketsHttpHandler Create(FetchOptions options, GuardedDialler dialler) => new()
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
        UseProxy = false, // environment proxies included (promises S3)
        Credentials = null,
        PreAuthenticate = false,
        EnableMultipleHttp2Connections = false,
        ActivityHeadersPropagator = null, // no trace headers to strangers
        SslOptions = CreateSslOptions(options),
    };

    [SuppressMessage("Security", "CA5359", Justification = "Only when the user says --insecure.")]
    private static SslClientAuthenticationOptions CreateSslOptions(FetchOptions options)
    {
        var ssl = new SslClientAuthenticationOptions
        {
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
