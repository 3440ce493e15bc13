using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Storage;

/// <summary>What every <see cref="IFrontierStore"/> must keep; inherited once per adapter.</summary>
public abstract class FrontierStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(10);
    private readonly ManualTimeProvider _time = new();
    private IFrontierStore? _store;

    protected IFrontierStore Store => _store ?? throw new InvalidOperationException("The store is opened before each test.");

    protected abstract ValueTask<IFrontierStore> OpenAsync();

    protected DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task AddNew_OfUrlsAddedBefore_ReturnsOnlyTheNewOnes()
    {
        await AddAsync(Page("http://a.test/1"));

        var added = await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://a.test/2"));

        Assert.Equal(["http://a.test/2"], added.Select(item => item.Url.Text));
    }

    [Fact]
    public async Task AddNew_OfUrlsThatDifferOnlyInUnreservedEncoding_TakesThemForOne()
    {
        var added = await AddAsync(Page("http://a.test/%7Euser/%c3%a4"), Page("http://a.test/~user/%C3%A4"));

        Assert.Single(added);
    }

    [Fact]
    public async Task AddNew_WhenManyRaceForTheSameUrls_TellsExactlyOneOfThemThatAUrlIsNew()
    {
        var items = Enumerable.Range(0, 200).Select(i => Page($"http://a.test/{i}")).ToArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddAsync(items))));

        Assert.Equal(200, results.Sum(added => added.Count));
        Assert.Equal(200, results.SelectMany(added => added).Select(item => item.Url).Distinct().Count());
    }

    [Fact]
    public async Task AddNew_OfACompletedUrl_DoesNotAddItAgain()
    {
        await AddAsync(Page("http://a.test/1"));
        await Store.CompleteAsync([.. (await LeaseAsync(1)).Leases], TestContext.Current.CancellationToken);

        Assert.Empty(await AddAsync(Page("http://a.test/1")));
    }

    [Fact]
    public async Task Lease_OfAHost_GivesItsOldestItemsFirstAndNoOthers()
    {
        await AddAsync(Page("http://a.test/1"), Image("http://a.test/2.png"), Page("http://b.test/3"), Page("http://a.test/4"));

        var batch = await LeaseAsync(10);

        Assert.Equal(["http://a.test/1", "http://a.test/2.png", "http://a.test/4"], batch.Leases.Select(lease => lease.Item.Url.Text));
        Assert.All(batch.Leases, lease => Assert.Equal(1, lease.Attempt));
    }

    [Fact]
    public async Task Lease_WhileAnotherHoldsTheItem_GivesNothing()
    {
        await AddAsync(Page("http://a.test/1"));
        await LeaseAsync(1);

        Assert.Empty((await LeaseAsync(1)).Leases);
    }

    [Fact]
    public async Task Lease_WithoutNewPages_GivesImagesAndPagesTriedBefore()
    {
        await AddAsync(Page("http://a.test/tried"), Page("http://a.test/1"), Image("http://a.test/2.png"));
        await Store.GiveBackAsync(Assert.Single((await LeaseAsync(1)).Leases), _time.GetUtcNow(), countsAsAttempt: true, TestContext.Current.CancellationToken);

        var batch = await LeaseAsync(10, includesNewPages: false);

        Assert.Equal(["http://a.test/2.png", "http://a.test/tried"], batch.Leases.Select(lease => lease.Item.Url.Text));
    }

    [Fact]
    public async Task Lease_WhenManyRace_GivesEachItemToOneOfThem()
    {
        await AddAsync([.. Enumerable.Range(0, 200).Select(i => Page($"http://a.test/{i}"))]);

        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LeaseAsync(50))));

        var leased = batches.SelectMany(batch => batch.Leases).Select(lease => lease.ItemId).ToList();
        Assert.Equal(200, leased.Count);
        Assert.Equal(200, leased.Distinct().Count());
    }

    [Fact]
    public async Task Lease_AfterAnotherExpired_GivesTheItemAgainUnderAHigherAttempt()
    {
        await AddAsync(Page("http://a.test/1"));
        await LeaseAsync(1);
        _time.Advance(LeaseTime);

        var batch = await LeaseAsync(1);

        Assert.Equal(2, Assert.Single(batch.Leases).Attempt);
        Assert.Equal(["http://a.test/1"], batch.Returned.Select(item => item.Url.Text));
    }

    [Fact]
    public async Task Complete_UnderAnExpiredLeaseThatWasGivenAgain_ChangesNothing()
    {
        await AddAsync(Page("http://a.test/1"));
        var late = (await LeaseAsync(1)).Leases;
        _time.Advance(LeaseTime);
        var current = (await LeaseAsync(1)).Leases;

        Assert.Equal(0, await Store.CompleteAsync(late, TestContext.Current.CancellationToken));
        Assert.Equal(1, await Store.CompleteAsync(current, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Complete_Twice_CountsOnce()
    {
        await AddAsync(Page("http://a.test/1"));
        var leases = (await LeaseAsync(1)).Leases;

        Assert.Equal(1, await Store.CompleteAsync(leases, TestContext.Current.CancellationToken));
        Assert.Equal(0, await Store.CompleteAsync(leases, TestContext.Current.CancellationToken));
        Assert.Equal(new FrontierCounts(0, 0, 0, 1), await Store.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GiveBack_WithALaterTime_KeepsTheItemUntilThen()
    {
        await AddAsync(Page("http://a.test/1"));
        var lease = Assert.Single((await LeaseAsync(1)).Leases);
        var later = _time.GetUtcNow() + TimeSpan.FromSeconds(30);

        Assert.True(await Store.GiveBackAsync(lease, later, countsAsAttempt: true, TestContext.Current.CancellationToken));
        var before = await LeaseAsync(1);
        _time.Advance(TimeSpan.FromSeconds(30));
        var after = await LeaseAsync(1);

        Assert.Empty(before.Leases);
        Assert.Equal(later, before.NextReadyAt);
        Assert.Equal(2, Assert.Single(after.Leases).Attempt);
    }

    [Fact]
    public async Task GiveBack_OfALeaseNeverTried_DoesNotCountAsAnAttempt()
    {
        await AddAsync(Page("http://a.test/1"));
        var lease = Assert.Single((await LeaseAsync(1)).Leases);

        await Store.GiveBackAsync(lease, _time.GetUtcNow(), countsAsAttempt: false, TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.Single((await LeaseAsync(1)).Leases).Attempt);
    }

    [Fact]
    public async Task GiveBack_AfterCompletion_ChangesNothing()
    {
        await AddAsync(Page("http://a.test/1"));
        var lease = Assert.Single((await LeaseAsync(1)).Leases);
        await Store.CompleteAsync([lease], TestContext.Current.CancellationToken);

        Assert.False(await Store.GiveBackAsync(lease, _time.GetUtcNow(), countsAsAttempt: true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Counts_OfEveryState_AddUp()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"), Page("http://b.test/3"), Image("http://a.test/4.png"), Image("http://b.test/5.png"));
        var leases = (await LeaseAsync(2)).Leases;
        await Store.CompleteAsync([leases[0]], TestContext.Current.CancellationToken);

        var counts = await Store.CountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new FrontierCounts(PendingPages: 1, PendingImages: 2, Leased: 1, Completed: 1), counts);
        Assert.Equal(4, counts.Open);
    }

    [Fact]
    public async Task Backlogs_OfWaitingItems_AreListedPerHost()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"), Image("http://b.test/3.png"));
        await LeaseAsync(1);

        var backlogs = await Store.ListBacklogsAsync(0, 10, TestContext.Current.CancellationToken);

        Assert.Equal([("http://a.test:80", 1, 0), ("http://b.test:80", 0, 1)], backlogs.Select(backlog => (backlog.Host.Text, backlog.NewPages, backlog.Others)));
    }

    [Fact]
    public async Task Backlogs_InParts_ListEachHostOnce()
    {
        await AddAsync([.. Enumerable.Range(0, 25).Select(i => Page($"http://host-{i}.test/"))]);
        var hosts = new List<string>();
        for (var last = 0L; await Store.ListBacklogsAsync(last, 10, TestContext.Current.CancellationToken) is { Count: > 0 } backlogs; last = backlogs[^1].Number)
        {
            hosts.AddRange(backlogs.Select(backlog => backlog.Host.Host));
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"host-{i}.test"), hosts);
    }

    [Fact]
    public async Task Commit_OfAFinishedPageAndItsLinks_DoesBothAndSaysSo()
    {
        await AddAsync(Page("http://a.test/1"));
        var leases = (await LeaseAsync(1)).Leases;

        var outcome = await Store.CommitAsync(
            new FinishedBatch { Completed = leases, NewItems = [Page("http://a.test/1"), Page("http://a.test/2")] }, TestContext.Current.CancellationToken);

        Assert.Equal(1, outcome.Closed);
        Assert.Equal(["http://a.test/2"], outcome.Added.Select(item => item.Url.Text));
        Assert.Equal(new FrontierCounts(PendingPages: 1, PendingImages: 0, Leased: 0, Completed: 1), await Store.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Commit_WhenCancelledBefore_DoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Store.CommitAsync(new FinishedBatch { NewItems = [Page("http://a.test/1")] }, new CancellationToken(canceled: true)));

        Assert.Single(await AddAsync(Page("http://a.test/1")));
    }

    [Fact]
    public async Task Saved_OfANewStore_IsNothing()
    {
        var saved = await Store.ReadSavedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, saved.TriedPages);
        Assert.Empty(saved.Notes);
    }

    protected async Task<IReadOnlyList<FrontierItem>> AddAsync(params FrontierItem[] items) =>
        await Store.AddNewAsync(items, TestContext.Current.CancellationToken);

    protected async Task<LeaseBatch> LeaseAsync(int max, bool includesNewPages = true)
    {
        var now = _time.GetUtcNow();
        var request = new LeaseRequest { Host = Url("http://a.test/").Host, Max = max, Now = now, ExpiresAt = now + LeaseTime, IncludesNewPages = includesNewPages };
        return await Store.LeaseAsync(request, TestContext.Current.CancellationToken);
    }
}
