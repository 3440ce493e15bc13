using System.Text;
using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Sinks;

public sealed class JsonLinesSinkTests
{
    private static readonly FieldRule Price = new() { Name = "price", Language = FieldLanguage.Css, Expression = ".price" };
    private static readonly FieldRule Tags = Price with { Name = "tags", IsList = true };

    [Fact]
    public async Task Page_WhenParsed_IsOneLineWithEveryKeyInOrder()
    {
        var reply = PageOutcomes.Reply() with
        {
            Language = "en",
            Description = "About <it> & \"more\"",
            Canonical = "http://site.test/canonical",
            Robots = "nofollow",
            Truncation = DocumentTruncation.Links | DocumentTruncation.PageText,
        };
        var page = PageOutcomes.Page(reply: reply) with { Links = [PageOutcomes.Url("http://site.test/next")] };
        page = page with { Fetch = (FetchOutcome.Received)page.Fetch with { RobotsTags = ["noarchive"] } };

        var text = Encoding.UTF8.GetString(await WriteAsync([page]));

        Assert.Equal(
            "{\"id\":\"" + page.Id + "\",\"url\":\"http://site.test/page\",\"finalUrl\":\"http://site.test/page\",\"kind\":\"page\","
            + "\"seed\":\"http://site.test/\",\"via\":null,\"depth\":1,\"attempt\":1,\"outcome\":\"ok\",\"reason\":null,\"status\":200,"
            + "\"contentType\":\"text/html; charset=utf-8\",\"charset\":\"UTF-8\",\"bytes\":11,\"truncated\":false,"
            + "\"sha256\":\"3f1c9112099c37212c36275efee7d5af85eb2ded958ecd75ad3a74a607830370\","
            + "\"fetchedAt\":\"2026-03-04T05:06:07.089Z\",\"fetchMs\":12.5,\"parseMs\":1.25,"
            + "\"worker\":{\"name\":\"parser-1\",\"pid\":4711},\"title\":\"A title\",\"lang\":\"en\","
            + "\"description\":\"About <it> & \\\"more\\\"\",\"canonical\":\"http://site.test/canonical\","
            + "\"robots\":\"noarchive, nofollow\",\"linkCount\":1,\"cut\":\"links, page-text\"}\n",
            text);
    }

    [Fact]
    public async Task Record_WhateverTheEnd_HasTheSameKeys()
    {
        var lines = await ReadBackAsync(
            [
                PageOutcomes.Page(),
                PageOutcomes.Image([1, 2, 3]),
                PageOutcomes.HttpError(404),
                PageOutcomes.Failed(FetchFailureReason.DnsFailed),
                PageOutcomes.Redirected("http://site.test/old", "http://site.test/new"),
                PageOutcomes.ParserFailed(ParseFailureReason.TimedOut),
            ],
            [Price],
            savesLinks: true);

        var expected = Keys(lines[0]);
        Assert.Equal(30, expected.Length);
        Assert.All(lines, line => Assert.Equal(expected, Keys(line)));
    }

    [Fact]
    public async Task Outcome_AndReason_AreKebabCase()
    {
        var lines = await ReadBackAsync(
        [
            PageOutcomes.Page(),
            PageOutcomes.HttpError(404),
            PageOutcomes.Failed(FetchFailureReason.ConnectTimedOut),
            PageOutcomes.ParserFailed(ParseFailureReason.NotADocument),
            PageOutcomes.Redirected("http://site.test/old", "http://site.test/new"),
        ]);

        Assert.Equal(
            ["ok:", "http-error:http-404", "failed:connect-timed-out", "parser-failed:not-a-document", "redirected:"],
            lines.Select(line => $"{line.GetProperty("outcome")}:{line.GetProperty("reason")}"));
    }

    [Fact]
    public async Task FinalUrl_WhenRedirected_IsTheTarget()
    {
        var line = Assert.Single(await ReadBackAsync([PageOutcomes.Redirected("http://site.test/old", "http://site.test/new")]));

        Assert.Equal("http://site.test/old", line.GetProperty("url").GetString());
        Assert.Equal("http://site.test/new", line.GetProperty("finalUrl").GetString());
        Assert.Equal(301, line.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Bytes_WhenTheBodyWasNotRead_AreNullAndNotZero()
    {
        var line = Assert.Single(await ReadBackAsync([PageOutcomes.HttpError(503)]));

        Assert.Equal(JsonValueKind.Null, line.GetProperty("bytes").ValueKind);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("linkCount").ValueKind);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("worker").ValueKind);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1_250, 1.25)]
    [InlineData(long.MaxValue, 5)]
    public async Task ParseMs_WhenTheChildExaggerates_StaysWithinTheTimeThatWentBy(long reported, double expected)
    {
        var line = Assert.Single(await ReadBackAsync([PageOutcomes.Page(reply: PageOutcomes.Reply() with { ElapsedMicroseconds = reported })]));

        Assert.Equal(expected, line.GetProperty("parseMs").GetDouble());
    }

    [Fact]
    public async Task Links_WhenSaved_AreWholeListsInOrder()
    {
        var page = PageOutcomes.Page() with
        {
            Links = [PageOutcomes.Url("http://site.test/b"), PageOutcomes.Url("http://site.test/a")],
            Images = [PageOutcomes.Url("http://site.test/i.png")],
        };

        var line = Assert.Single(await ReadBackAsync([page], savesLinks: true));

        Assert.Equal("""["http://site.test/b","http://site.test/a"]""", line.GetProperty("links").GetRawText());
        Assert.Equal("""["http://site.test/i.png"]""", line.GetProperty("images").GetRawText());
    }

    [Fact]
    public async Task Fields_FollowTheRulesAndNotTheChild()
    {
        var reply = PageOutcomes.Reply() with
        {
            Fields =
            [
                new ParsedField { Name = "nobody asked", Values = ["x"] },
                new ParsedField { Name = "tags", Values = ["a", "b"] },
                new ParsedField { Name = "price", Values = ["1", "2"] },
            ],
        };

        var lines = await ReadBackAsync([PageOutcomes.Page(reply: reply), PageOutcomes.Page()], [Price, Tags]);

        Assert.Equal("""{"price":"1","tags":["a","b"]}""", lines[0].GetProperty("fields").GetRawText());
        Assert.Equal("""{"price":null,"tags":[]}""", lines[1].GetProperty("fields").GetRawText());
    }

    [Fact]
    public async Task Fields_OfAPageWhoseSeedHasRulesOfItsOwn_AreThose()
    {
        var reply = PageOutcomes.Reply() with { Fields = [new ParsedField { Name = "tags", Values = ["a"] }, new ParsedField { Name = "price", Values = ["1"] }] };
        var page = PageOutcomes.Page(reply: reply);
        var stream = new MemoryStream();
        var contents = new RecordContents { SiteFields = new Dictionary<CrawlUrl, FieldRule[]> { [page.Item.Seed] = [Tags] } };
        await using (var sink = new JsonLinesSink(new RecordFile("memory", stream), contents))
        {
            sink.Write(page, CancellationToken.None);
        }

        Assert.Equal("""{"tags":["a"]}""", Assert.Single(Lines(stream.ToArray())).GetProperty("fields").GetRawText());
    }

    [Fact]
    public void Rules_WithOneNameTwice_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new FieldColumns([Price, Price]));
    }

    [Fact]
    public void O05_AnyTitle_ComesBackEqualFromOneLineOfUtf8()
    {
        var sink = (string title) => WriteAsync([PageOutcomes.Page(reply: PageOutcomes.Reply(title))]).GetAwaiter().GetResult();

        Prop.ForAll(NaughtyTexts.Arbitrary, title =>
        {
            var line = sink(title);
            Assert.Equal(line.Length - 1, line.IndexOf((byte)'\n'));
            Assert.Equal(NaughtyTexts.AsUnicode(title), Parse(line).GetProperty("title").GetString());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task O05_NaughtyStrings_ComeBackEqual()
    {
        var texts = NaughtyTexts.BigList();

        var lines = await ReadBackAsync([.. texts.Select(text => PageOutcomes.Page(reply: PageOutcomes.Reply(text)))]);

        Assert.True(texts.Length > 300, "The list is cut off.");
        Assert.Equal(texts.Select(NaughtyTexts.AsUnicode), lines.Select(line => line.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task Title_OfAMegabyte_IsKeptWhole()
    {
        var title = string.Concat(Enumerable.Repeat("漢\"\u0001", 350_000));

        var lines = await ReadBackAsync([PageOutcomes.Page(reply: PageOutcomes.Reply(title)), PageOutcomes.Page()]);

        Assert.Equal(title, lines[0].GetProperty("title").GetString());
        Assert.Equal("A title", lines[1].GetProperty("title").GetString());
    }

    [Fact]
    public async Task File_WhenOpenedAgain_IsContinued()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.jsonl");
        for (var run = 0; run < 2; run++)
        {
            await using var sink = JsonLinesSink.Open(path, new RecordContents());
            sink.Write(PageOutcomes.Page($"http://site.test/{run}"), CancellationToken.None);
        }

        Assert.Equal(["http://site.test/0", "http://site.test/1"], Lines(await File.ReadAllBytesAsync(path)).Select(line => line.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task R4_FileCutAnywhereInItsLastTwoRecords_ReopensWithTheWholeOnesOnly()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("pages.jsonl");
        var whole = await WriteAsync([PageOutcomes.Page("http://site.test/0"), PageOutcomes.Page("http://site.test/1"), PageOutcomes.Page("http://site.test/2")]);
        var firstEnd = whole.IndexOf((byte)'\n') + 1;
        for (var cut = firstEnd; cut <= whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(path, whole[..cut]);

            await JsonLinesSink.Open(path, new RecordContents()).DisposeAsync();

            Assert.Equal(whole[..(whole.AsSpan(0, cut).LastIndexOf((byte)'\n') + 1)], await File.ReadAllBytesAsync(path));
        }
    }

    private static async Task<byte[]> WriteAsync(IReadOnlyList<PageOutcome> pages, IReadOnlyList<FieldRule>? fields = null, bool savesLinks = false)
    {
        var stream = new MemoryStream();
        await using (var sink = new JsonLinesSink(new RecordFile("memory", stream), new RecordContents { Fields = fields ?? [], HasLinks = savesLinks }))
        {
            foreach (var page in pages)
            {
                sink.Write(page, CancellationToken.None);
            }
        }

        return stream.ToArray();
    }

    private static async Task<JsonElement[]> ReadBackAsync(IReadOnlyList<PageOutcome> pages, IReadOnlyList<FieldRule>? fields = null, bool savesLinks = false) =>
        Lines(await WriteAsync(pages, fields, savesLinks));

    private static JsonElement[] Lines(byte[] file)
    {
        Assert.Equal((byte)'\n', file[^1]);
        return [.. new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).Split('\n')[..^1].Select(line => Parse(Encoding.UTF8.GetBytes(line)))];
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string[] Keys(JsonElement line) => [.. line.EnumerateObject().Select(property => property.Name)];
}
