using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Text;

namespace AsyncCrawler.Urls;

/// <summary>
/// The SHA-256 (FIPS 180-4 §6.2) of four short texts at once, each in a lane of the vectors. For a text as short as a URL a call
/// of the platform's own costs three times as much, nearly all of it before and after the hashing.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Texts that are hashed at once.</summary>
    public const int Lanes = 4;

    private const int BlockBytes = 64;
    private const int MaxBlocks = 2;
    private const int LaneBytes = MaxBlocks * BlockBytes;

    // What §5.1.1 puts behind a text: a bit, and its length.
    private const int PaddingBytes = 1 + sizeof(ulong);

    // FIPS 180-4 §5.3.3.
    private static ReadOnlySpan<uint> Initial => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    // FIPS 180-4 §4.2.2.
    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Hashes the texts in UTF-8.</summary>
    /// <param name="texts">As many as there are lanes.</param>
    /// <param name="starts">Gets the first 128 bits of each hash.</param>
    /// <returns>False when one of them is too long: nothing is hashed.</returns>
    public static bool TryHash(ReadOnlySpan<string> texts, Span<UInt128> starts)
    {
        Span<byte> padded = stackalloc byte[Lanes * LaneBytes];
        padded.Clear();
        Span<uint> blocks = stackalloc uint[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (!TryPad(texts[lane], padded.Slice(lane * LaneBytes, LaneBytes), out blocks[lane]))
            {
                return false;
            }
        }

        Span<Vector128<uint>> state = stackalloc Vector128<uint>[Initial.Length];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = Vector128.Create(Initial[i]);
        }

        Span<Vector128<uint>> words = stackalloc Vector128<uint>[BlockBytes / sizeof(uint)];
        for (var block = 0; block < MaxBlocks; block++)
        {
            for (var i = 0; i < words.Length; i++)
            {
                var at = (block * BlockBytes) + (i * sizeof(uint));
                words[i] = Vector128.Create(WordAt(padded, at), WordAt(padded, LaneBytes + at), WordAt(padded, (2 * LaneBytes) + at), WordAt(padded, (3 * LaneBytes) + at));
            }

            // A lane whose text has ended keeps what it has.
            Compress(state, words, Vector128.GreaterThan(Vector128.Create<uint>(blocks), Vector128.Create((uint)block)));
        }

        for (var lane = 0; lane < Lanes; lane++)
        {
            starts[lane] = new UInt128(((ulong)state[0][lane] << 32) | state[1][lane], ((ulong)state[2][lane] << 32) | state[3][lane]);
        }

        return true;
    }

    private static bool TryPad(string text, Span<byte> lane, out uint blocks)
    {
        var fits = Encoding.UTF8.TryGetBytes(text, lane[..^PaddingBytes], out var length);
        blocks = (uint)((length + PaddingBytes + BlockBytes - 1) / BlockBytes);
        if (fits)
        {
            lane[length] = 0x80;
            BinaryPrimitives.WriteUInt64BigEndian(lane[((int)(blocks * BlockBytes) - sizeof(ulong))..], (ulong)length * 8);
        }

        return fits;
    }

    private static uint WordAt(ReadOnlySpan<byte> padded, int at) => BinaryPrimitives.ReadUInt32BigEndian(padded[at..]);

    private static Vector128<uint> Rotate(Vector128<uint> word, int bits) => (word >>> bits) | (word << (32 - bits));

    /// <summary>FIPS 180-4 §6.2.2, in the lanes that are all ones in <paramref name="active"/>.</summary>
    private static void Compress(Span<Vector128<uint>> state, Span<Vector128<uint>> words, Vector128<uint> active)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var round = 0; round < Constants.Length; round++)
        {
            // The schedule is made in place: word t stands where word t - 16 stood.
            ref var word = ref words[round & 15];
            if (round >= 16)
            {
                var (early, late) = (words[(round + 1) & 15], words[(round + 14) & 15]);
                word += words[(round + 9) & 15]
                    + (Rotate(early, 7) ^ Rotate(early, 18) ^ (early >>> 3))
                    + (Rotate(late, 17) ^ Rotate(late, 19) ^ (late >>> 10));
            }

            var first = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + (g ^ (e & (f ^ g))) + Vector128.Create(Constants[round]) + word;
            var second = (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        state[0] += a & active;
        state[1] += b & active;
        state[2] += c & active;
        state[3] += d & active;
        state[4] += e & active;
        state[5] += f & active;
        state[6] += g & active;
        state[7] += h & active;
    }
}
