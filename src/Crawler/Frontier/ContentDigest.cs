using System.Numerics;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Frontier;

/// <summary>
/// Tells bodies apart at the speed of memory. Whoever wants two bodies to have one digest can make them: it is good only where
/// that gains no more than sending the same body twice would, as in <see cref="ContentStreaks"/>.
/// </summary>
internal static class ContentDigest
{
    private const int Lanes = 4;
    private const int EndBytes = 512;

    /// <summary>A digest of a body's length and of its first and last bytes: mostly enough to see that it is another.</summary>
    public static UInt128 OfEnds(ReadOnlySpan<byte> body) =>
        body.Length <= 2 * EndBytes ? Of(body) : unchecked((Of(body[..EndBytes]) * (uint)body.Length) + Of(body[^EndBytes..]));

    /// <summary>The digest of a body.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> body)
    {
        // CRC-32C, for which processors have an instruction of three cycles: four sums side by side do not wait for each other.
        var words = MemoryMarshal.Cast<byte, ulong>(body);
        var (a, b, c, d) = ((uint)body.Length, 1u, 2u, 3u);
        var i = 0;
        for (; i <= words.Length - Lanes; i += Lanes)
        {
            a = BitOperations.Crc32C(a, words[i]);
            b = BitOperations.Crc32C(b, words[i + 1]);
            c = BitOperations.Crc32C(c, words[i + 2]);
            d = BitOperations.Crc32C(d, words[i + 3]);
        }

        foreach (var last in body[(i * sizeof(ulong))..])
        {
            a = BitOperations.Crc32C(a, last);
        }

        return new UInt128(((ulong)a << 32) | b, ((ulong)c << 32) | d);
    }
}
