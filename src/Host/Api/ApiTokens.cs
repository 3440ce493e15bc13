using System.Security.Cryptography;

namespace AsyncCrawler.Host.Api;

/// <summary>The tokens of the configuration. Immutable.</summary>
internal sealed class ApiTokens(IReadOnlyList<ApiToken> tokens)
{
    private const string Scheme = "Bearer ";

    // A longer one is none of ours, and hashing is not free.
    private const int MaxLength = 256;

    /// <summary>False when callers need no token; only so on loopback.</summary>
    public bool AreDemanded => tokens.Count > 0;

    /// <summary>The token of a header; null when the header has none that is known.</summary>
    /// <param name="authorization">The Authorization field (RFC 6750 §2.1).</param>
    public ApiToken? Find(string? authorization)
    {
        if (authorization is null || authorization.Length > MaxLength || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var hash = ApiToken.HashOf(authorization[Scheme.Length..].Trim());
        ApiToken? found = null;

        // All of them, each in constant time: how long it takes tells nothing.
        foreach (var token in tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, token.Hash))
            {
                found = token;
            }
        }

        return found;
    }
}
