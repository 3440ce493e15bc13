using System.Text;
using System.Text.RegularExpressions;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Sinks;

/// <summary>What is written is read back by an independent reader, CsvHelper.</summary>
public sealed partial class CsvSinkTests
{
    private const int TitleColumn = 21;

    private static readonly FieldRule Price = new() { Name = "price", Language = FieldLanguage.Css, Expression = ".price" };
    private static readonly FieldRule Tags = Price with { Name = "tags", IsList = true };

    [Fact]
    public async Task Header_NamesTheColumnsOfTheJsonLinesFlat()
    {
        var rows = await ReadBackAsync([], [Price, Tags]);

        Assert.Equal(
            "id url finalUrl kind seed via depth attempt outcome reason status contentType charset bytes truncated sha256 fetchedAt fetchMs parseMs "
            + "worker.name worker.pid title lang description canonical robots linkCount cut field.price field.tags",
            string.Join(' ', Assert.Single(rows)));
    }

    [Fact]
    public async Task Rfc4180_Record_EndsInCrLfAndQuotesWhenNeeded()
    {
        var text = Encoding.UTF8.GetString(await WriteAsync([PageOutcomes.Page(reply: PageOutcomes.Reply("a, \"b\""))]));

        Assert.EndsWith(
            ",http://site.test/page,http://site.test/page,page,http://site.test/,,1,1,ok,,200,\"text/html; charset=utf-8\",UTF-8,11,false,"
            + "3f1c9112099c37212c36275efee7d5af85eb2ded958ecd75ad3a74a607830370,2026-03-04T05:06:07.089Z,12.5,1.25,parser-1,4711,"
            + "\"a, \"\"b\"\"\",,,,,0,\r\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_WhateverTheEnd_HasAsManyFieldsAsTheHeader()
    {
        var rows = await ReadBackAsync(
            [
                PageOutcomes.Page(),
                PageOutcomes.Image([1]),
                PageOutcomes.HttpError(500),
                PageOutcomes.Failed(FetchFailureReason.TlsFailed),
                PageOutcomes.Redirected("http://site.test/old", "http://site.test/new"),
            ],
            [Price]);

        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.Equal(29, row.Length));
    }

    [Fact]
    public async Task Fields_AreColumns_ListsJoinedByLineFeeds()
    {
        var reply = PageOutcomes.Reply() with
        {
            Fields = [new ParsedField { Name = "price", Values = ["=1", "2"] }, new ParsedField { Name = "tags", Values = ["a", "b"] }],
        };

        var rows = await ReadBackAsync([PageOutcomes.Page(reply: reply), PageOutcomes.Page()], [Price, Tags]);

        Assert.Equal(["'=1", "a\nb"], rows[1][^2..]);
        Assert.Equal(["", ""], rows[2][^2..]);
    }

    [Fact]
    public void S19_AnyTitle_ComesBackEqualOrDisarmed()
    {
        Prop.ForAll(NaughtyTexts.Arbitrary, title =>
        {
            var rows = ReadBackAsync([PageOutcomes.Page(reply: PageOutcomes.Reply(title))]).GetAwaiter().GetResult();
            AssertKept(title, rows[1][TitleColumn]);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task O02_NaughtyStrings_ComeBackEqualOrDisarmed()
    {
        var texts = NaughtyTexts.BigList();

        var rows = await ReadBackAsync([.. texts.Select(text => PageOutcomes.Page(reply: PageOutcomes.Reply(text)))]);

        Assert.Equal(texts.Length, rows.Count - 1);
        foreach (var (text, row) in texts.Zip(rows.Skip(1)))
        {
            AssertKept(text, row[TitleColumn]);
        }
    }

    [Theory]
    [InlineData("x;=1+1")]
    [InlineData("x\t=1+1")]
    [InlineData("x|=1+1")]
    public async Task S19_OtherListSeparators_AreQuoted(string title)
    {
        var text = Encoding.UTF8.GetString(await WriteAsync([PageOutcomes.Page(reply: PageOutcomes.Reply(title))]));

        Assert.Contains($",\"{title}\",", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Title_OfAMegabyte_IsKeptWhole()
    {
        var title = string.Concat(Enumerable.Repeat("漢\",", 350_000));

        var rows = await ReadBackAsync([PageOutcomes.Page(reply: PageOutcomes.Reply(title)), PageOutcomes.Page()]);

        Assert.Equal(title, rows[1][TitleColumn]);
        Assert.Equal("A title", rows[2][TitleColumn]);
    }

    [Fact]
    public async Task R4_FileCutAnywhereInItsLastTwoRecords_ReopensWithTheWholeOnesOnly()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.csv");
        var one = await WriteAsync([PageOutcomes.Page(reply: PageOutcomes.Reply("a\r\nb"))]);
        var two = await WriteAsync([PageOutcomes.Page(reply: PageOutcomes.Reply("a\r\nb")), PageOutcomes.Page(reply: PageOutcomes.Reply("\"\n\""))]);
        var three = two.Concat(two[one.Length..]).ToArray();
        for (var cut = one.Length; cut <= three.Length; cut++)
        {
            await File.WriteAllBytesAsync(path, three[..cut]);

            await (await CsvSink.OpenAsync(path, [], null, CancellationToken.None)).DisposeAsync();

            Assert.Equal(cut < two.Length ? one : cut < three.Length ? two : three, await File.ReadAllBytesAsync(path));
        }
    }

    [Fact]
    public async Task R4_FileCutInsideItsHeader_GetsTheHeaderAnew()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.csv");
        await File.WriteAllTextAsync(path, "id,url,fin");

        await (await CsvSink.OpenAsync(path, [], null, CancellationToken.None)).DisposeAsync();

        Assert.StartsWith("id,url,finalUrl,", Assert.Single(await File.ReadAllLinesAsync(path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithOtherColumns_IsRefusedAndLeftAlone()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.csv");
        await (await CsvSink.OpenAsync(path, [Price], null, CancellationToken.None)).DisposeAsync();
        var before = await File.ReadAllBytesAsync(path);

        var error = await Assert.ThrowsAsync<IOException>(() => CsvSink.OpenAsync(path, [Tags], null, CancellationToken.None));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    // Written apart from the code under test: the rule of promise S19 as a pattern.
    [GeneratedRegex(@"^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠\t\r\n\0]")]
    private static partial Regex Dangerous();

    private static void AssertKept(string written, string read)
    {
        var expected = NaughtyTexts.AsUnicode(written);
        Assert.Equal(Dangerous().IsMatch(expected) ? "'" + expected : expected, read);
    }

    private static async Task<byte[]> WriteAsync(IReadOnlyList<PageOutcome> pages, IReadOnlyList<FieldRule>? fields = null)
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.csv");
        await using (var sink = await CsvSink.OpenAsync(path, fields ?? [], null, CancellationToken.None))
        {
            foreach (var page in pages)
            {
                sink.Write(page, CancellationToken.None);
            }
        }

        return await File.ReadAllBytesAsync(path);
    }

    private static async Task<List<string[]>> ReadBackAsync(IReadOnlyList<PageOutcome> pages, IReadOnlyList<FieldRule>? fields = null)
    {
        var file = await WriteAsync(pages, fields);
        using var reader = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }
}
