using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AsyncCrawler.Fetching;

/// <summary>Reads client certificates.</summary>
internal static class ClientCertificateFile
{
    /// <summary>Reads a certificate with its key.</summary>
    /// <exception cref="CryptographicException">The files hold none, or the password does not open it.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static X509Certificate2 Load(ClientCertificateOptions options)
    {
        var bytes = File.ReadAllBytes(options.File);
        if (options.KeyFile is null && bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0)
        {
            return X509CertificateLoader.LoadPkcs12(bytes, options.Password);
        }

        using var certificate = options.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(options.File, password, options.KeyFile)
            : X509Certificate2.CreateFromPemFile(options.File, options.KeyFile);

        // Windows cannot use a key that was never in a store of its own.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>What is wrong with the files; null when nothing is.</summary>
    public static string? FaultOf(ClientCertificateOptions options)
    {
        try
        {
            using var certificate = Load(options);
            return certificate.HasPrivateKey ? null : "there is no key in it: give a PKCS#12 file, or a PEM file and KeyFile";
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{error.Message.TrimEnd('.')}; see File, KeyFile and Password, which is not kept in crawl.json";
        }
    }
}
