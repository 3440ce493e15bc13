using AsyncCrawler.Frontier;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Parsing;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Host.Tests.Jobs;

public sealed class JobBoardTests : IAsyncDisposable
{
    private const int NoSpace = 28;

    private readonly JobScene _scene = new(options => options.MaxParallel = 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Jobs_OverTheLimit_WaitAndStartInTheirOrder()
    {
        var first = await _scene.CreateAsync("first");
        await _scene.CreateAsync("second");
        var third = await _scene.CreateAsync("third");
        var (_, run) = await _scene.Crawler.NextAsync();
        var (_, other) = await _scene.Crawler.NextAsync();

        Assert.Equal(JobState.Queued, (await _scene.Board.FindAsync(third, Token))?.Status.State);
        Assert.Equal(0, _scene.Crawler.Waiting);
        run.Complete();
        other.Complete();
        await _scene.WaitAsync(first, status => status.State is JobState.Finished);

        await _scene.Crawler.NextAsync();
        await _scene.WaitAsync(third, status => status.State is JobState.Running);
    }

    [Fact]
    public async Task Jobs_OverTheLimitOfOpenOnes_AreNotTaken()
    {
        _scene.Options.MaxOpen = 1;
        await _scene.CreateAsync();

        Assert.Null(await _scene.Board.CreateAsync(JobScene.Spec(), null, Token));
    }

    [Fact]
    public async Task R12_F01_DiskFull_HoldsTheJobUntilThereIsRoomAndResumesIt()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        _scene.Options.MinFreeBytes = long.MaxValue;

        run.Fail(new SinkUnavailableException("JsonLinesSink", "/data/pages.jsonl", new IOException("No space left on device", NoSpace)));
        var held = await _scene.WaitAsync(id, status => status.State is JobState.Paused);
        await _scene.Recovery.LookAsync(Token);
        var still = await _scene.Board.FindAsync(id, Token);
        _scene.Options.MinFreeBytes = 0;
        _scene.Time.Advance(TimeSpan.FromMinutes(1));
        await _scene.Recovery.LookAsync(Token);
        var (request, again) = await _scene.Crawler.NextAsync();
        again.Complete();
        await _scene.WaitAsync(id, status => status.State is JobState.Finished);

        Assert.Equal(JobHold.Fault, held.Status.Hold);
        Assert.StartsWith("disk-full: ", held.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Paused, still?.Status.State);
        Assert.True(request.Resumes);
    }

    [Theory]
    [InlineData(30, "read-only")]
    [InlineData(24, "out-of-descriptors")]
    [InlineData(5, "storage-lost")]
    public async Task R12_F02_OtherFaultsOfTheDisk_HoldTheJobWithTheirNames(int errno, string reason)
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();

        run.Fail(new SinkUnavailableException("JsonLinesSink", "/data/pages.jsonl", new IOException("x", errno)));
        var held = await _scene.WaitAsync(id, status => status.State is JobState.Paused);

        Assert.StartsWith(reason + ": ", held.Status.Reason, StringComparison.Ordinal);
        await _scene.Recovery.LookAsync(Token);
        await _scene.Crawler.NextAsync();
    }

    [Fact]
    public async Task R12_LockedFrontier_HoldsTheJob()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();

        run.Fail(new FrontierStoreException("frontier.db is locked.", null, StoreTrouble.Locked));

        Assert.StartsWith("store-locked: ", (await _scene.WaitAsync(id, status => status.State is JobState.Paused)).Status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R12_ParsersThatDoNotStart_HoldTheJobAsLongAsTheyDoNot()
    {
        _scene.Crawler.StartFault = new ParserUnavailableException("The worker is missing.");
        var id = await _scene.CreateAsync();

        var held = await _scene.WaitAsync(id, status => status.State is JobState.Paused);
        await _scene.Recovery.LookAsync(Token);

        Assert.StartsWith("parser-unavailable: ", held.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Paused, (await _scene.Board.FindAsync(id, Token))?.Status.State);
    }

    [Fact]
    public async Task DamagedData_FailTheJobWhichCanBeResumedByHand()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();

        run.Fail(new FrontierStoreException("frontier.db is damaged.", null, StoreTrouble.Unusable));
        await _scene.WaitAsync(id, status => status.State is JobState.Failed);
        await _scene.Board.ChangeAsync(id, JobTrigger.Resume, Token);

        Assert.True((await _scene.Crawler.NextAsync()).Request.Resumes);
    }

    [Fact]
    public async Task F02_DirectoryThatWasDeleted_FailsTheJobAndIsNeverBegunAnewInSilence()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        _scene.Folders.Delete(id);

        run.Fail(new SinkUnavailableException("x", "x", new DirectoryNotFoundException("gone")));
        await _scene.WaitAsync(id, status => status.State is JobState.Paused);
        await _scene.Recovery.LookAsync(Token);
        var failed = await _scene.WaitAsync(id, status => status.State is JobState.Failed);

        Assert.StartsWith("directory-lost: ", failed.Status.Reason, StringComparison.Ordinal);
        Assert.Equal(0, _scene.Crawler.Waiting);
    }

    [Fact]
    public async Task R12_StoreThatIsLocked_DoesNotStopTheJobAndHearsOfItsEndLater()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        _scene.Store.IsBroken = true;

        run.Complete();
        await _scene.WaitAsync(id, status => status.State is JobState.Finished);
        await Assert.ThrowsAsync<JobStoreException>(() => _scene.Board.CreateAsync(JobScene.Spec(), null, Token));
        Assert.NotEqual(JobState.Finished, (await _scene.Store.FindAsync(id, Token))?.Status.State);
        _scene.Store.IsBroken = false;
        await _scene.Recovery.LookAsync(Token);

        Assert.Equal(JobState.Finished, (await _scene.Store.FindAsync(id, Token))?.Status.State);
    }

    [Fact]
    public async Task R05_NextProcess_TakesUpWhatRanAndWhatWaits()
    {
        var running = await _scene.CreateAsync("running");
        await _scene.Crawler.NextAsync();
        var paused = await _scene.CreateAsync("paused");
        await _scene.Crawler.NextAsync();
        await _scene.Board.ChangeAsync(paused, JobTrigger.Pause, Token);
        await _scene.WaitAsync(paused, status => status.State is JobState.Paused);

        await using var next = _scene.NewBoard();
        await next.StartAsync(Token);

        Assert.True((await _scene.Crawler.NextAsync()).Request.Resumes);
        Assert.Equal(JobState.Running, next.Live(running)?.Record.Status.State);
        Assert.Equal(JobState.Paused, next.Live(paused)?.Record.Status.State);
    }

    [Fact]
    public async Task NextProcess_WhoseStoreWasLost_LeavesTheCrawlsAlone()
    {
        var crawl = Directory.CreateDirectory(_scene.Folders.CrawlOf(JobId.Create()));

        await using var next = _scene.NewBoard();
        await next.StartAsync(Token);

        Assert.True(crawl.Exists);
    }

    [Fact]
    public async Task NextProcess_AfterADeathInTheMiddleOfADeletion_EndsItOrTakesItBack()
    {
        var kept = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        run.Complete();
        await _scene.WaitAsync(kept, status => status.State is JobState.Finished);
        var forgotten = JobId.Create();
        foreach (var id in new[] { kept, forgotten })
        {
            Directory.CreateDirectory(_scene.Folders.CrawlOf(id));
            _scene.Folders.MarkDeleted(id);
        }

        await using var next = _scene.NewBoard();
        await next.StartAsync(Token);

        Assert.Empty(_scene.Folders.ListDeleted());
        Assert.Equal([kept], _scene.Folders.List());
    }

    [Fact]
    public async Task Delete_WhenTheStoreCannotBeWritten_KeepsTheCrawl()
    {
        var id = await _scene.CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        run.Complete();
        await _scene.WaitAsync(id, status => status.State is JobState.Finished);
        Directory.CreateDirectory(_scene.Folders.CrawlOf(id));
        _scene.Store.IsBroken = true;

        await Assert.ThrowsAsync<JobStoreException>(() => _scene.Board.DeleteAsync(id, Token));

        Assert.Equal([id], _scene.Folders.List());
    }

    [Fact]
    public async Task R07_Stop_LeavesWhatRanToTheNextProcess()
    {
        var id = await _scene.CreateAsync();
        await _scene.Crawler.NextAsync();

        await _scene.Board.StopAsync();

        Assert.Equal(JobState.Queued, (await _scene.Store.FindAsync(id, Token))?.Status.State);
    }

    [Fact]
    public async Task TimeLimit_OfAJob_EndsItAsDone()
    {
        var spec = JobScene.Spec() with { Options = System.Text.Json.JsonElement.Parse("""{"maxTime":5}""") };
        var id = (await _scene.Board.CreateAsync(spec, null, Token))?.Record.Id ?? "";

        // The fake says that seven seconds went by.
        var end = await _scene.WaitAsync(id, status => status.IsOver);

        Assert.Equal(new JobStatus(JobState.Finished, JobHold.None, "time limit reached"), end.Status);
    }
}
