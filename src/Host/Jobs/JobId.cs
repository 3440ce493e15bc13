using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Names of jobs: 128 random bits in base64url, so that nobody can guess one (promises S22) and each is a plain file name.</summary>
internal static class JobId
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 22;

    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A new id.</summary>
    public static string Create()
    {
        Span<byte> bits = stackalloc byte[16];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }

    /// <summary>Whether a text could be an id.</summary>
    public static bool IsValid(string? text) => text is { Length: Length } && !text.AsSpan().ContainsAnyExcept(Characters);
}
