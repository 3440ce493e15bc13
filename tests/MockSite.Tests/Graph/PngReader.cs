using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AsyncCrawler.MockSite.Tests.Graph;

/// <summary>A strict reader of unfiltered 8-bit RGB images, written from the PNG specification and not from the encoder.</summary>
internal static class PngReader
{
    public static (int Width, int Height, byte[] Pixels) Read(byte[] png)
    {
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], png[..8]);
        var chunks = ReadChunks(png.AsMemory(8));
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.True(chunks[2].Data.IsEmpty);

        var header = chunks[0].Data.Span;
        Assert.Equal([8, 2, 0, 0, 0], header[8..].ToArray());
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var rows = Inflate(chunks[1].Data).Chunk(1 + (width * 3)).ToList();
        Assert.Equal(height, rows.Count);
        Assert.All(rows, row => Assert.Equal(0, row[0]));
        return (width, height, [.. rows.SelectMany(row => row.Skip(1))]);
    }

    private static List<(string Type, ReadOnlyMemory<byte> Data)> ReadChunks(ReadOnlyMemory<byte> rest)
    {
        var chunks = new List<(string, ReadOnlyMemory<byte>)>();
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
            var (covered, checksum) = (rest.Slice(4, 4 + length), rest.Slice(8 + length, 4));
            Assert.Equal(ChecksumOf(covered.Span), BinaryPrimitives.ReadUInt32BigEndian(checksum.Span));
            chunks.Add((Encoding.ASCII.GetString(covered.Span[..4]), covered[4..]));
            rest = rest[(12 + length)..];
        }

        return chunks;
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = ((crc ^ (uint)(value >> bit)) & 1) != 0;
                crc = (crc >> 1) ^ (carry ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }
}
