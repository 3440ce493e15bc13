using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AsyncCrawler.Urls;

/// <summary>
/// A hash of texts under a secret of its own: multilinear, in pairs (Lemire and Kaser, "Strongly universal string hashing is fast",
/// 2014), twice. Two texts have one hash once in 2^64 secrets, whoever chose them without seeing hashes, and so a table of a
/// hundred thousand has a wrong one for a text once in 2^47. Immutable and thread-safe.
/// </summary>
internal sealed class SecretHash
{
    // A longer text is hashed by HMAC, which has no need of more secrets and takes some microseconds.
    private const int MaxLength = 512;

    // Of each pair of words two secrets for either half of the hash; one pair more for what is hashed beside the text, and one to begin with.
    private const int SecretsOfAPair = 4;

    private readonly ulong[] _secrets = new ulong[SecretsOfAPair * (2 + (MaxLength / sizeof(ulong)))];

    public SecretHash() => RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_secrets.AsSpan()));

    /// <summary>The hash of a text.</summary>
    /// <param name="context">What else is hashed: texts of two contexts differ.</param>
    /// <param name="text">The text.</param>
    public ulong Of(uint context, ReadOnlySpan<byte> text) => text.Length <= MaxLength ? Multilinear(context, text) : Hmac(context, text);

    private ulong Multilinear(uint context, ReadOnlySpan<byte> text)
    {
        // With its length beside it, zeros that fill the last word up make no other text.
        var secrets = _secrets.AsSpan();
        var (first, second) = Pair(secrets, ((ulong)text.Length << 32) | context);
        (first, second) = (first + secrets[^1], second + secrets[^2]);
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            secrets = secrets[SecretsOfAPair..];
            var (a, b) = Pair(secrets, BinaryPrimitives.ReadUInt64LittleEndian(text));
            (first, second) = (first + a, second + b);
        }

        if (text.Length > 0)
        {
            var rest = 0UL;
            for (var i = 0; i < text.Length; i++)
            {
                rest |= (ulong)text[i] << (8 * i);
            }

            var (a, b) = Pair(secrets[SecretsOfAPair..], rest);
            (first, second) = (first + a, second + b);
        }

        // Only the upper halves are spread as they should be.
        return (first & 0xFFFF_FFFF_0000_0000) | (second >> 32);
    }

    private ulong Hmac(uint context, ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(MemoryMarshal.AsBytes(_secrets.AsSpan(0, SecretsOfAPair)), text, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash) ^ context;
    }

    private static (ulong First, ulong Second) Pair(ReadOnlySpan<ulong> secrets, ulong words)
    {
        var (low, high) = ((ulong)(uint)words, words >> 32);
        return ((secrets[0] + low) * (secrets[1] + high), (secrets[2] + low) * (secrets[3] + high));
    }
}
