using System.Buffers;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>What is wrong with what the configuration says of us. Every fault names its entry; none quotes a secret.</summary>
internal static class IdentityFaults
{
    private const string Forms = "write scheme, host and port, for example https://example.com:8443";

    // RFC 6750 §2.1: b64token.
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>All faults, one line each.</summary>
    public static IEnumerable<string> Of(FetchOptions options)
    {
        var credentials = options.Credentials.Select((credential, index) => ($"Credentials:{index}", credential.Origin, FaultOf(credential)));
        var certificates = options.ClientCertificates.Select((certificate, index) => ($"ClientCertificates:{index}", certificate.Origin, FaultOf(certificate)));
        return
        [
            .. Faults([.. credentials]),
            .. Faults([.. certificates]),
            .. FaultsOf(options.Proxy).Select(fault => $"Proxy:{fault}"),
        ];
    }

    private static IEnumerable<string> Faults(IReadOnlyList<(string Entry, string Origin, string? Fault)> entries)
    {
        var seen = new HashSet<HostKey>();
        foreach (var (entry, text, fault) in entries)
        {
            if (!OriginText.TryParse(text, out var origin))
            {
                yield return $"{entry}:Origin is no origin: {Forms}.";
            }
            else if (!seen.Add(origin))
            {
                yield return $"{entry}: {origin.Text} has one already.";
            }
            else if (fault is not null)
            {
                yield return $"{entry} ({origin.Text}): {fault}.";
            }
        }
    }

    private static string? FaultOf(OriginCredentialOptions credential) => credential switch
    {
        { User: null, Token: null } or { User: not null, Password: null, Token: null } =>
            "the secret is missing: give User and Password, or Token, in the environment or by --config; crawl.json does not keep them",
        { User: not null, Token: not null } or { Password: not null, Token: not null } => "give User and Password, or Token, and not both",
        { User: { } user } when !BasicScheme.IsUser(user) => "User is empty, or has a colon or a control character (RFC 7617 §2)",
        { Password: { } password } when password.Any(char.IsControl) => "Password has a control character (RFC 7617 §2)",
        { Token: { } token } when token.Length == 0 || token.AsSpan().ContainsAnyExcept(TokenCharacters) =>
            "Token is empty, or has characters that no token has (RFC 6750 §2.1)",
        _ => null,
    };

    private static string? FaultOf(ClientCertificateOptions certificate) =>
        OriginText.TryParse(certificate.Origin, out var origin) && origin.Scheme != "https"
            ? "only https asks for certificates"
            : ClientCertificateFile.FaultOf(certificate);

    private static IEnumerable<string> FaultsOf(ProxyOptions proxy)
    {
        if (proxy.Address is { } address && !(OriginText.TryParse(address, out var origin) && origin.Scheme == "http"))
        {
            yield return "Address is no HTTP proxy: write for example http://proxy.example:3128; user and password have options of their own.";
        }

        if (proxy.Address is null && (proxy.User is not null || proxy.AllowedNetworks.Count > 0))
        {
            yield return "Address is missing: without it User and AllowedNetworks mean nothing.";
        }

        if (proxy.User is { } user && !BasicScheme.IsUser(user))
        {
            yield return "User is empty, or has a colon or a control character (RFC 7617 §2).";
        }

        if (proxy.User is null != proxy.Password is null)
        {
            yield return "User and Password belong together: give the Password in the environment or by --config; crawl.json does not keep it.";
        }

        foreach (var fault in NetworkTexts.FaultsOf(nameof(proxy.AllowedNetworks), proxy.AllowedNetworks))
        {
            yield return fault;
        }
    }
}
