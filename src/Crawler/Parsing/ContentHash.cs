using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Identifies contents by 128 bits that depend on a random secret: a GMAC (NIST SP 800-38D), at a fifth of the price of SHA-256. Without the
/// secret nobody can make two contents that have the same; outside of this process it means nothing. Thread-safe.
/// </summary>
// A GMAC wants another nonce for each message, because whoever sees the tags of two under one nonce can compute the key. These tags
// nobody sees, and under one nonce they are a universal hash: two contents that were chosen without the key have the same with a
// probability of one in 2^128 for each 16 bytes of them, one in 2^101 at 2 GB, however many were tried before. XxHash128 with a random
// seed takes a sixth of the time, and promises nothing of the kind.
internal sealed class ContentHash
{
    private const int KeyBytes = 32;

    private static readonly byte[] Nonce = new byte[AesGcm.NonceByteSizes.MaxSize];

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The hash of this process.</summary>
    public static ContentHash OfThisProcess { get; } = new();

    /// <summary>Calculates it.</summary>
    /// <param name="content">The bytes, as many as there may be.</param>
    public UInt128 Compute(ReadOnlySpan<byte> content)
    {
        // A cipher serves one thread at a time. To make one takes a microsecond, and few contents are hashed.
        using var cipher = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        Span<byte> tag = stackalloc byte[AesGcm.TagByteSizes.MaxSize];
        cipher.Encrypt(Nonce, plaintext: [], ciphertext: [], tag, associatedData: content);
        return BinaryPrimitives.ReadUInt128LittleEndian(tag);
    }
}
