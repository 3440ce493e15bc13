using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Fetching;

/// <summary>A certificate with which we prove ourselves to exactly one server when it asks for one (RFC 8446 §4.3.2).</summary>
public sealed class ClientCertificateOptions
{
    /// <summary>The server: <c>https</c>, host and port, as in <c>https://example.com:8443</c>.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The file with the certificate: PKCS#12 with its key, or PEM with the key in it or in the <see cref="KeyFile"/>.</summary>
    public string File { get; set; } = "";

    /// <summary>The PEM file with the key; null when it is in the <see cref="File"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>What opens the key; null when it is not locked. A secret: neither shown nor kept in <c>crawl.json</c>.</summary>
    [JsonIgnore]
    [PasswordPropertyText(true)]
    public string? Password { get; set; }
}
