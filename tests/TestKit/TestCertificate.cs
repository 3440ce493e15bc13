using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCrawler.TestKit;

/// <summary>Certificates that nobody vouches for.</summary>
public static class TestCertificate
{
    /// <summary>Since when they are valid.</summary>
    public static readonly DateTimeOffset LongAgo = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Until when they are, unless told otherwise.</summary>
    public static readonly DateTimeOffset FarAhead = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A certificate for a name and for 127.0.0.9, with its key; the caller disposes it.</summary>
    /// <param name="name">The common name, and the DNS name.</param>
    /// <param name="until">Until when it is valid; null for <see cref="FarAhead"/>.</param>
    public static X509Certificate2 SelfSigned(string name, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Parse("127.0.0.9"));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(LongAgo, until ?? FarAhead);

        // Only one that was loaded keeps its key where TLS looks for it.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
