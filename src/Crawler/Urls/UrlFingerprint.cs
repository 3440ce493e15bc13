using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AsyncCrawler.Urls;

/// <summary>
/// The identity of a URL in the seen set and in the outputs: the first 128 bits of the SHA-256 of its key. A site cannot
/// make two of its URLs collide, so no page is lost to a false "seen".
/// </summary>
/// <param name="Value">The bits.</param>
public readonly record struct UrlFingerprint(UInt128 Value)
{
    /// <summary>The fingerprint of <paramref name="url"/>; equal for texts that RFC 3986 §6.2.2 calls equivalent.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>The fingerprint.</returns>
    public static UrlFingerprint Of(CrawlUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return url.Fingerprint;
    }

    internal static UInt128 Compute(CrawlUrl url)
    {
        var key = UrlCanonicalizer.ToKey(url);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(key.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetBytes(key, buffer);
        SHA256.HashData(buffer.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Thirty-two lower-case hexadecimal digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString() => Value.ToString("x32", null);
}
