using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

/// <summary>What one crawl writes into <c>visits.jsonl</c>, as the next one reads it.</summary>
public sealed class VisitsTests : IDisposable
{
    private const string Reading = "0123456789abcdef";

    private readonly ScratchFolder _folder = new();

    private string File => _folder.File("visits.jsonl");

    [Fact]
    public async Task Visit_OfAPage_ComesBackAsItWas()
    {
        var reply = PageOutcomes.Reply() with { Links = [new ParsedLink("http://site.test/x", LinkSource.Anchor, LinkRelations.NoFollow)] };
        var page = With(PageOutcomes.Page(reply: reply), received => received with { ETag = "\"é\"", LastModified = "yesterday", RobotsTags = ["a", "b"] });

        await WriteAsync(page);

        using var visits = Open();
        var visit = visits.Find(page.Item);
        Assert.NotNull(visit);
        Assert.Equal(("\"é\"", "yesterday", 11, Sha256Of(page)), (visit.Response.ETag, visit.Response.LastModified, visit.Response.Length, visit.Response.Sha256));
        Assert.Equal(["a", "b"], visit.Response.RobotsTags);
        Assert.Equal(("A title", "UTF-8"), (visit.Reply?.Title, visit.Reply?.Charset));
        Assert.Equal(reply.Links, visit.Reply?.Links);
        Assert.Equal(1, visits.Count);
    }

    [Fact]
    public async Task Visit_ThatCouldNotBeAskedAgainOrIsNotWhole_IsNotKept()
    {
        var page = PageOutcomes.Page();
        await WriteAsync(
            page,
            With(page, received => received with { ETag = "\"1\"", IsTruncated = true }),
            With(PageOutcomes.HttpError(404), received => received with { ETag = "\"1\"" }),
            PageOutcomes.Failed(FetchFailureReason.TimedOut),
            With(PageOutcomes.ParserFailed(ParseFailureReason.TooLarge), received => received with { ETag = "\"1\"" }));

        Assert.Equal(0, new FileInfo(File).Length);
    }

    [Fact]
    public async Task Visit_ThatIsUnchanged_IsKeptAgainWithItsNewFields()
    {
        var page = Tagged();
        var stored = new StoredResponse { ETag = "\"2\"", Length = 11, Sha256 = Sha256Of(page) };
        var fetch = new FetchOutcome.Unchanged { Lease = page.Lease, StartedAt = PageOutcomes.FetchedAt, Elapsed = TimeSpan.Zero, Stored = stored };

        await WriteAsync(page, new PageOutcomeFactory(new AdmittedLinks()).Recall(fetch, PageOutcomes.Reply("Kept")));

        using var visits = Open();
        var visit = visits.Find(page.Item);
        Assert.Equal(("\"2\"", "Kept"), (visit?.Response.ETag, visit?.Reply?.Title));
    }

    [Theory]
    [InlineData("another reading")]
    [InlineData("another kind")]
    [InlineData("another URL")]
    public async Task Find_OfSomethingElse_FindsNothing(string what)
    {
        var page = Tagged();
        await WriteAsync(page);

        using var visits = EarlierVisits.Open(File, what == "another reading" ? "x" : Reading, _folder.File("media"));

        Assert.NotNull(visits);
        Assert.Null(visits.Find(what switch
        {
            "another kind" => page.Item with { Kind = ResourceKind.Sitemap },
            "another URL" => page.Item with { Url = PageOutcomes.Url("http://site.test/other") },
            _ => page.Item,
        }));
    }

    [Fact]
    public async Task Find_InAFileThatIsBrokenAnywhere_IsNoFault()
    {
        var page = Tagged();
        await WriteAsync(page);
        var whole = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        for (var at = 0; at < whole.Length; at += 3)
        {
            byte[] broken = [.. whole[..at], (byte)'#', .. whole[(at + 1)..]];
            await System.IO.File.WriteAllBytesAsync(File, broken, TestContext.Current.CancellationToken);
            using var visits = Open();
            Assert.Null(Record.Exception(() => visits.Find(page.Item)));
        }

        await System.IO.File.WriteAllBytesAsync(File, whole[..^1], TestContext.Current.CancellationToken);
        using var torn = Open();
        Assert.Equal(0, torn.Count);
    }

    [Fact]
    public async Task Index_OfALineThatIsLongerThanAnyVisit_LeavesItOut()
    {
        var page = Tagged();
        await WriteAsync(page);
        var whole = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        await using (var file = System.IO.File.Create(File))
        {
            await file.WriteAsync(whole.AsMemory(0, 60), TestContext.Current.CancellationToken);
            file.Position += VisitJson.MaxLength;
            await file.WriteAsync("\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        using var visits = Open();

        Assert.Equal(0, visits.Count);
    }

    [Fact]
    public async Task Index_OfLinesAcrossBlocks_FindsEveryOne()
    {
        var pages = Enumerable.Range(0, 300).Select(i => With(
            PageOutcomes.Page($"http://site.test/{i}", PageOutcomes.Reply(new string('x', i * 40))),
            received => received with { ETag = $"\"{i}\"" })).ToArray();
        await WriteAsync(pages);

        using var visits = Open();

        Assert.True(new FileInfo(File).Length > 2 * 1024 * 1024);
        Assert.All(pages, page => Assert.Equal(((FetchOutcome.Received)page.Fetch).ETag, visits.Find(page.Item)?.Response.ETag));
    }

    [Fact]
    public void Open_OfAFileThatIsAbsent_GivesNone() => Assert.Null(EarlierVisits.Open(File, Reading, _folder.Path));

    public void Dispose() => _folder.Dispose();

    private static PageOutcome Tagged() => With(PageOutcomes.Page(), received => received with { ETag = "\"1\"" });

    private static PageOutcome With(PageOutcome page, Func<FetchOutcome.Received, FetchOutcome.Received> change) =>
        page with { Fetch = change((FetchOutcome.Received)page.Fetch) };

    private static string Sha256Of(PageOutcome page) => ((FetchOutcome.Received)page.Fetch).Sha256 ?? "";

    private EarlierVisits Open() => EarlierVisits.Open(File, Reading, _folder.File("media")) ?? throw new FileNotFoundException(File);

    private async Task WriteAsync(params PageOutcome[] pages)
    {
        await using var sink = VisitSink.Open(File, Reading, committed: null);
        foreach (var page in pages)
        {
            sink.Write(page, TestContext.Current.CancellationToken);
        }

        sink.Records.Flush(TestContext.Current.CancellationToken);
    }
}
