using System.IO.Compression;
using System.Net;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.MockSite.Tests.Folder;

public sealed class StaticFolderTests : IDisposable
{
    private const string Variants =
        """
        {
          "guide.html": [
            { "uri": "guide.html.de", "content-language": "de", "content-type": "text/html; charset=ISO-8859-1" },
            { "uri": "guide.html.en", "content-language": "en", "content-type": "text/html; charset=UTF-8" }
          ],
          "sub/index.html": [ { "uri": "index.html.en", "content-language": "en", "content-type": "text/html" } ]
        }
        """;

    private readonly TemporaryFolder _outside = new TemporaryFolder().With("secret.txt", "secret");
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("index.html", "home").With("a b/page.html", "page").With("data.bin", "0123456789")
        .With("guide.html.de", "deutsch").With("guide.html.en", "english").With("sub/index.html.en", "sub")
        .With("variants.json", Variants);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "home", "text/html")]
    [InlineData("/index.html", "home", "text/html")]
    [InlineData("/a%20b/page.html?x=1", "page", "text/html")]
    [InlineData("/data.bin", "0123456789", "application/octet-stream")]
    [InlineData("/guide.html.de", "deutsch", "text/html")]
    [InlineData("/sub/", "sub", "text/html")]
    public async Task Get_OfAFile_AnswersItWithATypeThatNamesNoCharset(string target, string body, string type)
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = await site.GetAsync(target);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Stop));
    }

    [Theory]
    [InlineData(null, "english", "en")]
    [InlineData("de", "deutsch", "de")]
    [InlineData("de;q=0.3, en;q=0.2", "deutsch", "de")]
    public async Task Get_OfAPageWithVariants_AnswersTheReadersLanguage(string? preference, string body, string language)
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = preference is null
            ? await site.GetAsync("/guide.html")
            : await site.SendAsync(HttpMethod.Get, "/guide.html", ("Accept-Language", preference));

        Assert.Equal(body, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        Assert.Equal(["Accept-Language"], answer.Headers.Vary);
    }

    [Fact]
    public async Task Get_OfANameThatExistsOnlyPacked_SendsItInGzipCoding()
    {
        var packed = Path.Combine(_folder.Path, "big.html.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync("packed page"u8.ToArray(), Stop);
        }

        await using var site = await Site.OfFolderAsync(_folder.Path);
        using var answer = await site.GetAsync("/big.html");
        using var itself = await site.GetAsync("/big.html.gz");

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(await File.ReadAllBytesAsync(packed, Stop), await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Empty(itself.Content.Headers.ContentEncoding);
        Assert.Equal("application/gzip", itself.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Get_OfAFolderWithoutSlash_RedirectsToTheFolder()
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = await site.GetAsync("/sub?x=1");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/sub/?x=1", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/none.html")]
    [InlineData("/index.html/")]
    [InlineData("/a%20b/")]
    [InlineData("//index.html")]
    public async Task Get_OfWhatIsNotThere_IsNotFound(string target)
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        Assert.StartsWith("HTTP/1.1 404 ", await site.SendRawAsync($"GET {target} HTTP/1.1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../{0}/secret.txt")]
    [InlineData("/sub/../../{0}/secret.txt")]
    [InlineData("/%2e%2e/{0}/secret.txt")]
    [InlineData("/.%2e/{0}/secret.txt")]
    [InlineData("/..%2f{0}/secret.txt")]
    [InlineData("/..%5c{0}/secret.txt")]
    [InlineData("/..\\{0}\\secret.txt")]
    [InlineData("/%252e%252e/{0}/secret.txt")]
    [InlineData("/link/secret.txt")]
    [InlineData("/link.txt")]
    [InlineData("/secret.txt%00.html")]
    [InlineData("/%c0%ae%c0%ae/{0}/secret.txt")]
    [InlineData("http://localhost/../{0}/secret.txt")]
    public async Task Get_OfWhatLiesOutside_NeverAnswersIt(string target)
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), _outside.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.txt"), Path.Combine(_outside.Path, "secret.txt"));
        await using var site = await Site.OfFolderAsync(_folder.Path);

        var answer = await site.SendRawAsync($"GET {string.Format(null, target, Path.GetFileName(_outside.Path))} HTTP/1.1");

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfANameLongerThanAnyFile_IsNotFound()
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = await site.GetAsync("/" + new string('x', 5000));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_OfARange_SendsThatPart()
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = await site.SendAsync(HttpMethod.Get, "/data.bin", ("Range", "bytes=2-4"));

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("234", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task Get_WithTheTagOfTheFile_IsNotModifiedUntilTheFileChanges()
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);
        using var first = await site.GetAsync("/data.bin");
        var tag = first.Headers.ETag?.ToString() ?? "";

        using var second = await site.SendAsync(HttpMethod.Get, "/data.bin", ("If-None-Match", tag));
        _folder.With("data.bin", "changed");
        using var third = await site.SendAsync(HttpMethod.Get, "/data.bin", ("If-None-Match", tag));

        Assert.Equal([HttpStatusCode.NotModified, HttpStatusCode.OK], [second.StatusCode, third.StatusCode]);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task OtherMethods_OnAFile_AreRefused(string method)
    {
        await using var site = await Site.OfFolderAsync(_folder.Path);

        using var answer = await site.SendAsync(new HttpMethod(method), "/index.html");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"x.html": 5}""")]
    [InlineData("""{"x.html": [{}]}""")]
    [InlineData("[")]
    public async Task Open_WithABadTableOfVariants_NamesTheFile(string table)
    {
        _folder.With("sub/variants.json", table);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Site.OfFolderAsync(_folder.Path));

        Assert.Contains(Path.Combine(_folder.Path, "sub", "variants.json"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfAMissingFolder_NamesIt()
    {
        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => Site.OfFolderAsync("/no/such/folder"));

        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manual_OfTheCorpora_IsAnsweredInTheReadersLanguage()
    {
        var root = Corpora.Require("site-httpd-manual");
        await using var site = await Site.OfFolderAsync(root);

        using var english = await site.GetAsync("/mod/core.html");
        using var korean = await site.SendAsync(HttpMethod.Get, "/configuring.html", ("Accept-Language", "ko, en;q=0.5"));
        using var links = await site.GetAsync("/oracle-links.jsonl");

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(root, "mod/core.html.en.utf8"), Stop), await english.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(root, "configuring.html.ko.euc-kr"), Stop), await korean.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("text/html", korean.Content.Headers.ContentType?.ToString());
        Assert.Equal(["gzip"], links.Content.Headers.ContentEncoding);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _outside.Dispose();
    }
}
