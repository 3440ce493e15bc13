using System.Buffers.Binary;
using System.IO.Compression;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>Writes the plainest valid PNG: 8-bit RGB, one IDAT chunk, no filter (W3C PNG, third edition).</summary>
internal static class PngEncoder
{
    /// <summary>Red, green, blue.</summary>
    public const int BytesPerPixel = 3;

    // PNG §5.2
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes rows from top to bottom without padding.</summary>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, width * height * BytesPerPixel);

        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height));
        WriteChunk(png, "IDAT"u8, Compress(width, pixels));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        // PNG §11.2.1; the last five: bit depth 8, colour type 2 (RGB), deflate, adaptive filtering, no interlace.
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        return header;
    }

    private static ReadOnlySpan<byte> Compress(int width, ReadOnlySpan<byte> pixels)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var stride = width * BytesPerPixel; !pixels.IsEmpty; pixels = pixels[stride..])
            {
                // PNG §9.2: filter type 0 before each row.
                zlib.WriteByte(0);
                zlib.Write(pixels[..stride]);
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        // PNG §5.3: the checksum covers type and data, not the length.
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, data));
        png.Write(number);
    }
}
