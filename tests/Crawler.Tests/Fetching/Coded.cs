using System.IO.Compression;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Bodies in content codings, as the platform's encoders write them.</summary>
internal static class Coded
{
    /// <summary>A gzip member of nothing: 20 bytes that decode to none.</summary>
    public static byte[] EmptyMember => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A coder that writes as it goes.</summary>
    public static Stream Open(string coding, Stream target) => coding switch
    {
        "gzip" => new GZipStream(target, CompressionLevel.Fastest),
        "deflate" => new ZLibStream(target, CompressionLevel.Fastest),
        _ => new BrotliStream(target, CompressionLevel.Fastest),
    };

    public static byte[] Gzip(byte[] plain) => Through(plain, target => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true));

    public static byte[] Zlib(byte[] plain) => Through(plain, target => new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true));

    public static byte[] Deflate(byte[] plain) => Through(plain, target => new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true));

    public static byte[] Brotli(byte[] plain) => Through(plain, target => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true));

    /// <summary>Text that compresses like a page, the same for the same seed.</summary>
    public static byte[] Page(int length, int seed)
    {
        var random = new Random(seed);
        var page = new byte[length];
        for (var i = 0; i < length; i++)
        {
            page[i] = "etaoin <>/\n"u8[random.Next(11)];
        }

        return page;
    }

    private static byte[] Through(byte[] plain, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var coder = open(target))
        {
            coder.Write(plain);
        }

        return target.ToArray();
    }
}
