using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Fetching;

public sealed class ContentDecoderTests
{
    private static readonly byte[] Page = Coded.Page(600, seed: 1);

    public static TheoryData<string, byte[]> Codings => new()
    {
        { "gzip", Coded.Gzip(Page) },
        { "x-gzip", Coded.Gzip(Page) },
        { "deflate", Coded.Zlib(Page) },
        { "deflate", Coded.Deflate(Page) },
        { "br", Coded.Brotli(Page) },
        { "GZip , identity,", Coded.Gzip(Page) },
        { "gzip, gzip", Coded.Gzip(Coded.Gzip(Page)) },
        { "br, gzip", Coded.Gzip(Coded.Brotli(Page)) },
        { "deflate, br", Coded.Brotli(Coded.Zlib(Page)) },
        { "", Page },
        { "identity", Page },
    };

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task C02_C05_KnownCodings_AreUndoneInReverseOrder(string field, byte[] coded)
    {
        foreach (var piece in new[] { 1, 7, 100_000 })
        {
            Assert.Equal(Page, await DecodeAsync(field, coded, piece));
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task C03_ACodedBodyCutAtAnyOffset_IsNeverComplete(string field, byte[] coded)
    {
        if (field is "" or "identity")
        {
            return;
        }

        for (var length = 1; length < coded.Length; length++)
        {
            var error = await Record.ExceptionAsync(() => DecodeAsync(field, coded[..length], 100_000));
            Assert.True(error is InvalidDataException, $"{field} cut at {length} of {coded.Length}: {error}");
        }
    }

    [Fact]
    public void RoundTrip_OfAnyBytes_GivesThemBack()
    {
        var property = Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            Gen.Choose(1, 5_000).ToArbitrary(),
            (plain, piece) =>
                Equal(plain, "gzip", Coded.Gzip(plain), piece) && Equal(plain, "deflate", Coded.Zlib(plain), piece) && Equal(plain, "br", Coded.Brotli(plain), piece));

        Check.One(SeededConfig.Instance, property);

        static bool Equal(byte[] plain, string field, byte[] coded, int piece) => DecodeAsync(field, coded, piece).GetAwaiter().GetResult().AsSpan().SequenceEqual(plain);
    }

    [Fact]
    public async Task C03_ABadCrcOrLength_IsRefused()
    {
        var coded = Coded.Gzip(Page);
        foreach (var offset in Enumerable.Range(coded.Length - 8, 8))
        {
            var broken = coded.ToArray();
            broken[offset] ^= 0x10;
            await Assert.ThrowsAsync<InvalidDataException>(() => DecodeAsync("gzip", broken, 100_000));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task C03_ConcatenatedMembers_AreOneBodyAndGarbageAfterThemIsIgnored(int piece)
    {
        var first = Coded.Page(90, seed: 2);
        byte[] coded = [.. Coded.Gzip(first), .. Coded.Gzip(Page), 0, 0, 0, 0, 1, 2, 3];

        byte[] expected = [.. first, .. Page];
        Assert.Equal(expected, await DecodeAsync("gzip", coded, piece));
    }

    [Fact]
    public async Task C03_ASecondMemberThatIsCut_IsNotComplete()
    {
        byte[] coded = [.. Coded.Gzip(Page), .. Coded.Gzip(Page)[..^1]];

        await Assert.ThrowsAsync<InvalidDataException>(() => DecodeAsync("gzip", coded, 100_000));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    public async Task C04_AnEmptyBody_IsEmptyInEveryCoding(string field) => Assert.Empty(await DecodeAsync(field, [], 1));

    [Theory]
    [InlineData("<html>plain</html>")]
    [InlineData("x")]
    public async Task C04_GzipThatIsPlain_IsTakenAsItIs(string text) =>
        Assert.Equal(text, Encoding.ASCII.GetString(await DecodeAsync("gzip", Encoding.ASCII.GetBytes(text), 1)));

    [Theory]
    [InlineData("deflate")]
    [InlineData("br")]
    public Task C04_PlainTextInOtherCodings_IsRefused(string field) =>
        Assert.ThrowsAsync<InvalidDataException>(() => DecodeAsync(field, "<html>plain text, no coding</html>"u8.ToArray(), 100));

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, sdch")]
    [InlineData("gzip;q=1")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("br,br,br,br,br,br,br,br,br,br,br,br,br,br,br,br,br,br,br,br")]
    public void C02_C04_C06_UnknownOrTooManyCodings_AreRefused(string field) =>
        Assert.Equal(FetchFailureReason.BadContentCoding, Assert.Throws<FetchFaultException>(() => ContentDecoder.Parse([field])).Reason);

    [Fact]
    public async Task C06_BrotliWithALargeWindow_IsRefused()
    {
        // The first byte 0x11 announces the large-window extension, which RFC 7932 §9.1 calls invalid.
        byte[] coded = [0x11, 0x1E, .. Coded.Brotli(Page)];

        await Assert.ThrowsAsync<InvalidDataException>(() => DecodeAsync("br", coded, 100));
    }

    [Fact]
    public void Parse_OfSeveralFields_ReadsThemAsOneList() =>
        Assert.Equal([ContentCoding.Brotli, ContentCoding.Gzip], ContentDecoder.Parse(["br", "gzip"]));

    [Fact]
    public async Task Corpus_OfCompressedBodies_DecodesAsItsOracleSays()
    {
        var folder = Corpora.Require("compressed-bodies");
        var checkedCases = 0;
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, "expected.jsonl"), TestContext.Current.CancellationToken))
        {
            using var oracle = JsonDocument.Parse(line);
            var file = oracle.RootElement.GetProperty("file").GetString() ?? "";
            foreach (var (oracleName, field) in new[] { ("gzip", "gzip"), ("zlib", "deflate"), ("raw-deflate", "deflate") })
            {
                if (!oracle.RootElement.TryGetProperty(oracleName, out var expected))
                {
                    continue;
                }

                var decode = DecodeAsync(field, await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken), 8_192);
                if (expected.GetProperty("complete").GetBoolean())
                {
                    Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(await decode)));
                }
                else
                {
                    await Assert.ThrowsAsync<InvalidDataException>(() => decode);
                }

                checkedCases++;
            }
        }

        Assert.True(checkedCases >= 6, $"{checkedCases} cases");
    }

    [Theory]
    [InlineData("html-rawdeflate.bin", "deflate", "html-zlibdeflate.bin", "deflate")]
    [InlineData("html-br.bin", "br", "html-gzip-deflate.bin", "gzip, deflate")]
    public async Task Corpus_OfOnePageInTwoCodings_IsTheSamePageInBoth(string file, string field, string otherFile, string otherField)
    {
        var folder = Corpora.Require("compressed-bodies");
        var page = await DecodeAsync(field, await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken), 512);
        var other = await DecodeAsync(otherField, await File.ReadAllBytesAsync(Path.Combine(folder, otherFile), TestContext.Current.CancellationToken), 7);

        Assert.Contains("<html", Encoding.UTF8.GetString(page), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(page, other);
    }

    private static async Task<byte[]> DecodeAsync(string field, byte[] coded, int piece)
    {
        await using var decoder = ContentDecoder.Open(new ChunkedStream(coded, piece), ContentDecoder.Parse([field]), static layer => layer);
        using var plain = new MemoryStream();
        var buffer = new byte[1_000];
        while (await decoder.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
        {
            plain.Write(buffer, 0, read);
        }

        return plain.ToArray();
    }
}
