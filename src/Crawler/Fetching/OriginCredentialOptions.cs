using System.ComponentModel;
using System.Text.Json.Serialization;

namespace AsyncCrawler.Fetching;

/// <summary>
/// What one server is shown so that it answers (RFC 9110 §11): a user and a password, or a token. Sent to exactly this origin
/// and dropped wherever else a redirect or a link leads.
/// </summary>
public sealed class OriginCredentialOptions
{
    /// <summary>Scheme, host and port, as in <c>https://example.com:8443</c>; the port of the scheme where none is written.</summary>
    public string Origin { get; set; } = "";

    /// <summary>The user of the Basic scheme (RFC 7617), without a colon; null for a token.</summary>
    public string? User { get; set; }

    /// <summary>The password of the <see cref="User"/>. A secret: neither shown nor kept in <c>crawl.json</c>.</summary>
    [JsonIgnore]
    [PasswordPropertyText(true)]
    public string? Password { get; set; }

    /// <summary>The token of the Bearer scheme (RFC 6750); null for a user. A secret: neither shown nor kept in <c>crawl.json</c>.</summary>
    [JsonIgnore]
    [PasswordPropertyText(true)]
    public string? Token { get; set; }
}
