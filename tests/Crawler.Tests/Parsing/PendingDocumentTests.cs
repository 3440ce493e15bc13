using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class PendingDocumentTests
{
    private static readonly ParseOutcome Outcome = ParseOutcome.NotNeeded.Instance;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Answer_TheFirst_Stands()
    {
        var document = Documents.Make(1, _time);

        document.Answer(Outcome);
        document.Fail(new InvalidOperationException());

        Assert.Same(Outcome, await document.WaitAsync(TestContext.Current.CancellationToken));
        Assert.False(document.IsOpen);
    }

    [Fact]
    public async Task Body_AfterTheCallerGaveUp_IsNotCopied()
    {
        using var writer = new FrameWriter();
        using var cancellation = new CancellationTokenSource();
        var document = Documents.Make(1, _time);
        var waiting = document.WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.False(document.TryWriteTo(writer));
        Assert.True(writer.Written.IsEmpty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Caller_GoesOnWhereTheAnswerIsGiven_OnlyIfItSaidSo(bool goesOnThere)
    {
        var document = new PendingDocument(Documents.Make(1, _time).Request, null, _time, goesOnThere);
        var waiting = await Task.Run(() => Task.FromResult(ThreadAfterAsync(document)), TestContext.Current.CancellationToken);
        var answerer = new Thread(() => document.Answer(Outcome));

        answerer.Start();

        Assert.Equal(goesOnThere, await waiting == answerer.ManagedThreadId);
    }

    [Fact]
    public async Task Answer_WhileTheBodyIsCopied_WaitsUntilItIs()
    {
        using var writer = new FrameWriter();
        var body = new byte[1_000_000];
        for (var i = 0; i < 200; i++)
        {
            var document = Documents.Make(i, _time, body: body);
            var isCopied = false;
            var copying = Task.Run(() => isCopied = document.TryWriteTo(writer), TestContext.Current.CancellationToken);
            document.Answer(Outcome);
            var written = writer.Written.Length;
            await copying;

            Assert.Equal(isCopied ? written : 0, writer.Written.Length);
            writer.Clear();
        }
    }

    [Fact]
    public void Content_IsHashedOnlyWhileTheBodyIsTheCallersToLend()
    {
        var (asked, late) = (Pages.Of("page"), Pages.Of("page"));
        var (first, second) = (Documents.Make(1, _time, page: asked), Documents.Make(2, _time, page: late));
        var content = first.Content;

        first.Answer(Outcome);
        second.Answer(Outcome);
        asked.Body.Dispose();

        Assert.Equal(new ContentKey(ContentHash.OfThisProcess.Compute("page"u8), "page".Length, NeedsTree: false), content);
        Assert.Equal(content, first.Content);
        Assert.Null(second.Content);
    }

    [Fact]
    public void Content_OfWhichMoreIsWanted_IsAnother()
    {
        var page = Pages.Of("page");
        var document = Documents.Make(1, _time, page: page);

        var (links, structure) = (PendingDocument.ContentOf(page, document.Request), PendingDocument.ContentOf(page, document.Request with { WantsStructuredData = true }));

        Assert.Equal(document.Content, links);
        Assert.NotEqual(links, structure);
    }

    [Fact]
    public void Sha256_IsToldOnlyWhileTheBodyIsTheCallersToLend()
    {
        var page = Pages.Of("page");
        var document = Documents.Make(1, _time, page: page);

        Assert.Equal(page.Sha256, document.Sha256);
        document.Answer(Outcome);
        Assert.Null(document.Sha256);
        Assert.Null(Documents.Make(2, _time).Sha256);
    }

    [Fact]
    public void Age_GrowsWithTheClock()
    {
        var document = Documents.Make(1, _time);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), document.Age);
    }

    private static async Task<int> ThreadAfterAsync(PendingDocument document)
    {
        await document.WaitAsync(TestContext.Current.CancellationToken);
        return Environment.CurrentManagedThreadId;
    }
}
