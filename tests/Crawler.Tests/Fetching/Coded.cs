using System.IO.Compression;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Bodies in content codings, as the platform's encoders write them.</summary>
internal static class Coded
{
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
