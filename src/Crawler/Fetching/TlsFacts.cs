using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCrawler.Fetching;

/// <summary>What was agreed in a TLS handshake.</summary>
public sealed record TlsFacts
{
    /// <summary>The protocol, for example <c>Tls13</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The cipher suite by its IANA name.</summary>
    public required string CipherSuite { get; init; }

    /// <summary>Whom the server's certificate names.</summary>
    public required string Subject { get; init; }

    /// <summary>Who signed it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Since when it is valid.</summary>
    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when it is valid.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    internal static TlsFacts? Of(SslStream connection)
    {
        try
        {
            using var certificate = connection.RemoteCertificate is { } remote ? new X509Certificate2(remote) : null;
            return new TlsFacts
            {
                Protocol = connection.SslProtocol.ToString(),
                CipherSuite = connection.NegotiatedCipherSuite.ToString(),
                Subject = certificate?.Subject ?? "",
                Issuer = certificate?.Issuer ?? "",
                ValidFrom = certificate?.NotBefore.ToUniversalTime() ?? default,
                ValidUntil = certificate?.NotAfter.ToUniversalTime() ?? default,
            };
        }
        catch (InvalidOperationException)
        {
            // The connection has gone already.
            return null;
        }
        catch (AuthenticationException)
        {
            return null;
        }
    }
}
