using System.Security.Cryptography;
using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class MediaStoreTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly ScratchFolder _folder = new();

    private string Media => _folder.File("media");

    private string Index => _folder.File("media.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Image_IsKeptByteForByteUnderItsHash()
    {
        await StoreAsync(PageOutcomes.Image(Png));

        Assert.Equal(Png, await File.ReadAllBytesAsync(PathOf(Png, "png")));
        Assert.Equal([PathOf(Png, "png")], Files());
    }

    [Fact]
    public async Task Index_HasOneLinePerUrlAndKeysInOrder()
    {
        var image = PageOutcomes.Image(Png);
        var hash = Hash(Png);

        await StoreAsync(image);

        Assert.Equal(
            $$"""
            {"id":"{{image.Id}}","url":"http://site.test/a.png","seed":"http://site.test/","via":"http://site.test/page","status":200,"contentType":"image/png","bytes":11,"sha256":"{{hash}}","path":"media/{{hash[..2]}}/{{hash}}.png"}

            """,
            await File.ReadAllTextAsync(Index));
    }

    [Fact]
    public async Task SameContentTwice_IsOneFileAndTwoLines()
    {
        await StoreAsync(PageOutcomes.Image(Png), PageOutcomes.Image(Png, "http://other.test/b.png"));

        Assert.Single(Files());
        Assert.Equal(2, (await File.ReadAllLinesAsync(Index)).Length);
    }

    [Fact]
    public async Task FileThatIsThere_IsNotWrittenAgain()
    {
        await StoreAsync(PageOutcomes.Image(Png));
        var mark = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf(Png, "png"), mark);

        await StoreAsync(PageOutcomes.Image(Png));

        Assert.Equal(mark, File.GetLastWriteTimeUtc(PathOf(Png, "png")));
    }

    [Fact]
    public async Task R4_TornFileOfThatName_IsReplaced()
    {
        Directory.CreateDirectory(Path.Combine(Media, Hash(Png)[..2]));
        await File.WriteAllBytesAsync(PathOf(Png, "png"), Png[..5]);
        await File.WriteAllTextAsync(_folder.File("media", ".incoming.tmp"), "left by a process that was killed");

        await StoreAsync(PageOutcomes.Image(Png));

        Assert.Equal(Png, await File.ReadAllBytesAsync(PathOf(Png, "png")));
        Assert.Single(Files());
    }

    [Fact]
    public async Task OtherOutcomes_AreLeftAlone()
    {
        var missing = PageOutcomes.Image(Png);
        missing = missing with { Fetch = (FetchOutcome.Received)missing.Fetch with { Status = 404 } };

        await StoreAsync(PageOutcomes.Page(), missing, PageOutcomes.Failed(FetchFailureReason.TimedOut));

        Assert.Empty(Files());
        Assert.Empty(await File.ReadAllTextAsync(Index));
    }

    [Fact]
    public async Task CutOffImage_HasALineButNoFile()
    {
        var image = PageOutcomes.Image(Png);

        await StoreAsync(image with { Fetch = (FetchOutcome.Received)image.Fetch with { IsTruncated = true } });

        Assert.Empty(Files());
        using var line = JsonDocument.Parse(await File.ReadAllTextAsync(Index));
        Assert.Equal(JsonValueKind.Null, line.RootElement.GetProperty("path").ValueKind);
    }

    [Fact]
    public async Task HtmlServedAsAnImage_IsKeptAsBin()
    {
        var html = "<!doctype html><script>alert(1)</script>"u8.ToArray();

        await StoreAsync(PageOutcomes.Image(html, contentType: "image/png"));

        Assert.Equal([PathOf(html, "bin")], Files());
    }

    [Theory]
    [InlineData("http://site.test/../../etc/passwd")]
    [InlineData("http://site.test/%2e%2e%2f%2e%2e%2fx.png")]
    [InlineData("http://site.test/..%5c..%5cCON")]
    [InlineData("http://site.test/a%00.png")]
    public async Task S17_NoByteOfAUrlOrHeader_IsInAPath(string url)
    {
        await StoreAsync(PageOutcomes.Image(Png, url, "image/../../x; filename=../../y"));

        Assert.Equal([PathOf(Png, "png")], Files());
    }

    [Fact]
    public async Task F08_UrlOf5000Characters_HasAPathOfOrdinaryLength()
    {
        await StoreAsync(PageOutcomes.Image(Png, "http://site.test/" + new string('a', 5_000) + ".png"));

        Assert.Equal(Media.Length + "/ab/".Length + 64 + ".png".Length, Assert.Single(Files()).Length);
    }

    [Fact]
    public async Task S17_LinkInPlaceOfTheFile_IsReplacedAndNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var victim = Plant(new byte[Png.Length]);
        Directory.CreateDirectory(Path.Combine(Media, Hash(Png)[..2]));
        File.CreateSymbolicLink(PathOf(Png, "png"), victim);
        File.CreateSymbolicLink(_folder.File("media", ".incoming.tmp"), victim);

        await StoreAsync(PageOutcomes.Image(Png));

        Assert.Equal(new byte[Png.Length], await File.ReadAllBytesAsync(victim));
        Assert.Null(new FileInfo(PathOf(Png, "png")).LinkTarget);
        Assert.Equal(Png, await File.ReadAllBytesAsync(PathOf(Png, "png")));
    }

    [Fact]
    public async Task S17_LinkInPlaceOfAFolder_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var outside = _folder.File("outside");
        Directory.CreateDirectory(outside);
        Directory.CreateDirectory(Media);
        Directory.CreateSymbolicLink(Path.Combine(Media, Hash(Png)[..2]), outside);

        await Assert.ThrowsAsync<IOException>(() => StoreAsync(PageOutcomes.Image(Png)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public void S17_LinkInPlaceOfTheStore_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var outside = _folder.File("outside");
        Directory.CreateDirectory(outside);
        Directory.CreateSymbolicLink(Media, outside);

        Assert.Throws<IOException>(() => MediaStore.Open(Media, Index));
    }

    private async Task StoreAsync(params PageOutcome[] pages)
    {
        await using var store = MediaStore.Open(Media, Index);
        foreach (var page in pages)
        {
            store.Write(page, CancellationToken.None);
        }
    }

    private string Plant(byte[] content)
    {
        var path = _folder.File("victim");
        File.WriteAllBytes(path, content);
        return path;
    }

    private string PathOf(byte[] content, string extension) => Path.Combine(Media, Hash(content)[..2], $"{Hash(content)}.{extension}");

    private string[] Files() => Directory.GetFiles(Media, "*", SearchOption.AllDirectories);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
