using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AsyncCrawler.Host.Api;

/// <summary>A token as the configuration keeps it: its scope and its hash. The token itself is shown once and kept nowhere.</summary>
/// <param name="Scope">What it lets its bearer do.</param>
/// <param name="Hash">The SHA-256 of the token: with 256 random bits there is nothing to guess, and no salt to gain.</param>
internal sealed record ApiToken(TokenScope Scope, byte[] Hash)
{
    /// <summary>How faults tell what is to be written.</summary>
    public const string Form = "read, control or admin, a colon, and 64 hexadecimal digits: see asynccrawler token";

    private const string Prefix = "acr_";

    /// <summary>Makes a token.</summary>
    /// <param name="scope">What it is to be good for.</param>
    /// <returns>The token, and what the configuration keeps of it.</returns>
    public static (string Token, string Kept) Create(TokenScope scope)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (token, $"{scope.ToString().ToLowerInvariant()}:{Convert.ToHexStringLower(HashOf(token))}");
    }

    /// <summary>Reads what the configuration keeps.</summary>
    /// <returns>Null when it is none.</returns>
    public static ApiToken? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && ParseScope(parts[0]) is { } scope
            && parts[1].Length == 2 * SHA256.HashSizeInBytes && parts[1].All(char.IsAsciiHexDigit)
            ? new ApiToken(scope, Convert.FromHexString(parts[1]))
            : null;
    }

    /// <summary>Reads the word for a scope, in any case.</summary>
    /// <returns>Null when it is none.</returns>
    public static TokenScope? ParseScope(string text) =>
        text.All(char.IsAsciiLetter) && Enum.TryParse<TokenScope>(text, ignoreCase: true, out var scope) ? scope : null;

    /// <summary>The hash of what a caller sent.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
