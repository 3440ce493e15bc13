using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using AsyncCrawler.Tests.Fetching;

namespace AsyncCrawler.Tests.Results;

public sealed class DoneCallbackDispatcherTests : IAsyncDisposable
{
    private readonly InMemoryFrontierStore _store = new();
    private readonly CrawlFrontier _frontier;
    private readonly DoneCallbackDispatcher _callbacks;
    private readonly List<string> _called = [];
    private TaskCompletionSource? _holding;

    public DoneCallbackDispatcherTests()
    {
        var time = new ManualTimeProvider();
        var options = new FrontierOptions { SeedsOnly = true };
        _frontier = new CrawlFrontier(_store, new UrlAdmission(new ScopeOptions(), options), options, new PolitenessOptions { Robots = Obedience.Ignore, Delay = TimeSpan.Zero }, new HostThrottles(time), time);
        var finished = new FinishedPages(_frontier, []);
        var call = new LambdaCallback(async (page, _) =>
        {
            _called.Add(page.Item.Url.Text);
            await (_holding?.Task ?? Task.CompletedTask);
        });
        _callbacks = new DoneCallbackDispatcher([call, new LeaseCompletionCallback(finished)], finished);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_WhenNobodyElseIsAtIt_HasItsCallbacksAtOnceAndIsClosedByTheNextCommit()
    {
        var page = await LeaseAsync("http://a.test/1");

        Assert.True(await _callbacks.TryDispatchAsync(page, Token));

        Assert.Equal(["http://a.test/1"], _called);
        Assert.Throws<ObjectDisposedException>(() => BodyOf(page).Bytes);
        Assert.Equal(0, (await _store.CountAsync(Token)).Completed);
        await _callbacks.DispatchAsync([null], Token);
        Assert.Equal(1, (await _store.CountAsync(Token)).Completed);
        Assert.Single(_called);
    }

    [Fact]
    public async Task Page_WhileACallbackRuns_IsLeftToTheBatchThatWaitsItsTurn()
    {
        _holding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _callbacks.TryDispatchAsync(await LeaseAsync("http://a.test/1"), Token).AsTask();
        var second = await LeaseAsync("http://b.test/2");

        Assert.False(await _callbacks.TryDispatchAsync(second, Token));
        var batch = _callbacks.DispatchAsync([null, second], Token).AsTask();
        Assert.Equal(["http://a.test/1"], _called);
        _ = BodyOf(second).Bytes;
        _holding.SetResult();

        Assert.True(await first);
        await batch;
        Assert.Equal(["http://a.test/1", "http://b.test/2"], _called);
        Assert.Equal(2, (await _store.CountAsync(Token)).Completed);
    }

    [Fact]
    public async Task Batch_ThatIsCancelledBeforeItsTurn_GivesItsBodiesBack()
    {
        _holding = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _callbacks.TryDispatchAsync(await LeaseAsync("http://a.test/1"), Token).AsTask();
        var second = await LeaseAsync("http://b.test/2");
        using var cancel = new CancellationTokenSource();
        var batch = _callbacks.DispatchAsync([second], cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => batch);
        Assert.Throws<ObjectDisposedException>(() => BodyOf(second).Bytes);
        _holding.SetResult();
        Assert.True(await first);
        Assert.Equal(["http://a.test/1"], _called);
    }

    public async ValueTask DisposeAsync()
    {
        _callbacks.Dispose();
        _frontier.Dispose();
        await _store.DisposeAsync();
    }

    private static PooledBody BodyOf(PageOutcome page) => Assert.IsType<FetchOutcome.Received>(page.Fetch).Body;

    private async Task<PageOutcome> LeaseAsync(string url)
    {
        await _frontier.AdmitAsync([FetchRig.Lease(url).Item], Token);
        var lease = Assert.Single(await _frontier.LeaseAsync(1, Token) ?? []);
        var fetch = new FetchOutcome.Received { Lease = lease, StartedAt = ManualTimeProvider.DefaultStart, Elapsed = TimeSpan.Zero, Status = 200, Body = new PooledBody(new byte[16], 16) };
        return new PageOutcome { Lease = lease, Fetch = fetch, Parse = ParseOutcome.NotNeeded.Instance };
    }
}
