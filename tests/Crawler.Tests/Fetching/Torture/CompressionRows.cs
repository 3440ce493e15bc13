namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Bodies in content codings: bombs, onions, and what is cut, broken or something else than it says.</summary>
internal static class CompressionRows
{
    private static readonly byte[] Zeros = new byte[20 * 1024 * 1024];
    private static readonly byte[] Page = Coded.Page(5_000, seed: 7);
    private static readonly byte[] Gzip = Coded.Gzip(Page);
    private static readonly byte[] GzipBomb = Coded.Gzip(Zeros);

    public static IEnumerable<TortureRow> All { get; } =
    [
        new TortureRow("C01 S8 bomb of gzip", "200 cut").AnsweringCoded("gzip", GzipBomb),
        new TortureRow("C01 S8 bomb of deflate", "200 cut").AnsweringCoded("deflate", Coded.Zlib(Zeros)),
        new TortureRow("C01 S8 bomb of Brotli", "200 cut").AnsweringCoded("br", Coded.Brotli(Zeros)),
        new TortureRow("C01 S8 bomb between two codings", "200 cut").AnsweringCoded("gzip, gzip", Coded.Gzip([.. Enumerable.Repeat(Coded.EmptyMember, 50_000).SelectMany(static member => member)])),
        new TortureRow("C02 S8 two layers", "200").AnsweringCoded("gzip, gzip", Coded.Gzip(Gzip)),
        new TortureRow("C02 S8 three layers", "BadContentCoding").AnsweringCoded("gzip, gzip, gzip", Coded.Gzip(Coded.Gzip(Gzip))),
        new TortureRow("C02 S8 twenty layers", "BadContentCoding").AnsweringCoded(string.Join(',', Enumerable.Repeat("br", 20)), Gzip),
        new TortureRow("C03 S8 cut", "BadContentCoding")
        {
            Serve = static async (connection, _) =>
            {
                while (await connection.ReadRequestAsync() is { } request)
                {
                    // Another place for each fetch: 20 % of the way, 21 % …
                    var length = Gzip.Length * (20 + (int.Parse(request.Split(' ')[1].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 80)) / 100;
                    await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n");
                    await connection.SendAsync(Gzip.AsMemory(0, length));
                }
            },
        },
        new TortureRow("C03 S8 wrong checksum", "BadContentCoding").AnsweringCoded("gzip", [.. Gzip[..^8], .. new byte[4], .. Gzip[^4..]]),
        new TortureRow("C03 S8 wrong length", "BadContentCoding").AnsweringCoded("gzip", [.. Gzip[..^4], .. new byte[4]]),
        new TortureRow("C03 S8 garbage behind it", "200").AnsweringCoded("gzip", [.. Gzip, .. "garbage"u8]),
        new TortureRow("C03 S8 several members", "200").AnsweringCoded("gzip", [.. Gzip, .. Gzip]),
        new TortureRow("C04 plain", "200").AnsweringCoded("gzip", Page),
        new TortureRow("C04 x-gzip", "200").AnsweringCoded("x-gzip", Gzip),
        new TortureRow("C04 identity", "200").AnsweringCoded("identity", Page),
        new TortureRow("C04 unknown", "BadContentCoding").AnsweringCoded("sdch", Page),
        new TortureRow("C04 empty", "200").AnsweringCoded("gzip", []),
        new TortureRow("C05 raw deflate", "200").AnsweringCoded("deflate", Coded.Deflate(Page)),
        new TortureRow("C05 zlib", "200").AnsweringCoded("deflate", Coded.Zlib(Page)),
        new TortureRow("C06 S8 zstd", "BadContentCoding").AnsweringCoded("zstd", [0x28, 0xB5, 0x2F, 0xFD, 0, 0xA8]),
        new TortureRow("C06 S8 Brotli with a large window", "BadContentCoding").AnsweringCoded("br", [0x11, 0x1E, .. Coded.Brotli(Page)]),
        new TortureRow("C07 gzipped file", "200")
        {
            FetchAsync = static async (scene, i) =>
            {
                var (outcome, body) = await scene.Rig.ReceiveAsync(scene.HostileUrl(i, "sitemap.xml.gz"));
                Assert.Equal(Gzip, body); // as it is, for whoever expects one
                return TortureScene.WordFor(outcome);
            },
        }.AnsweringCoded("identity", Gzip),
    ];
}
