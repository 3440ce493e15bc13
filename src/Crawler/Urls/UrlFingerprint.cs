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

    /// <summary>Computes the fingerprints that URLs have not got yet: for several at once it costs a third as much.</summary>
    internal static void Prepare(IEnumerable<CrawlUrl> urls)
    {
        var (some, keys, count) = (new CrawlUrl[Sha256Lanes.Lanes], new string[Sha256Lanes.Lanes], 0);
        foreach (var url in urls)
        {
            if (!url.HasFingerprint)
            {
                (some[count], keys[count]) = (url, UrlCanonicalizer.ToKey(url));
                count++;
            }

            if (count == Sha256Lanes.Lanes)
            {
                Prepare(some, keys);
                count = 0;
            }
        }
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

    // The fingerprints that the lanes cannot take are computed when somebody asks for them.
    private static void Prepare(CrawlUrl[] urls, string[] keys)
    {
        Span<UInt128> values = stackalloc UInt128[Sha256Lanes.Lanes];
        if (!Sha256Lanes.TryHash(keys, values))
        {
            return;
        }

        for (var i = 0; i < urls.Length; i++)
        {
            urls[i].Fingerprint = new UrlFingerprint(values[i]);
        }
    }

    /// <summary>Thirty-two lower-case hexadecimal digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return Convert.ToHexStringLower(bytes);
    }
}
