using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Tests.Sinks;
using Microsoft.Data.Sqlite;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Storage.Sqlite;

public sealed class SqliteFrontierStoreTests : FrontierStoreContract
{
    private readonly ScratchFolder _folder = new();

    private string Path => _folder.File("frontier.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reopen_OfItemsOfEveryKind_FindsThemAsTheyWere()
    {
        await AddAsync(Page("http://a.test/seed"));
        var seed = Assert.Single((await LeaseAsync(1)).Leases);
        FrontierItem[] items =
        [
            seed.Item.ForOutlink(Url("http://a.test/page?q=%C3%A4"), ResourceKind.Page),
            seed.Item.ForOutlink(Url("http://a.test/image.png"), ResourceKind.Image),
            seed.Item.ForRedirect(Url("http://a.test/moved")),
            FrontierItem.ForSitemapOf(seed.Item.Url).ForNamedSitemap(Url("http://a.test/list.xml")),
        ];
        await Store.CommitAsync(new FinishedBatch { Completed = [seed], NewItems = items }, Token);

        await using var store = await ReopenAsync();

        var batch = await store.LeaseAsync(Request(10), Token);
        Assert.Equal(items, batch.Leases.Select(lease => lease.Item));
        Assert.Equal([2, 3, 4, 5], batch.Leases.Select(lease => lease.ItemId));
    }

    [Fact]
    public async Task R02_Reopen_OfLeasedItems_GivesThemAtOnceAsIfNeverLeased()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        await LeaseAsync(1);

        await using var store = await ReopenAsync();

        Assert.Equal(new FrontierCounts(2, 0, 0, 0), await store.CountAsync(Token));
        Assert.Equal([("http://a.test/1", 1), ("http://a.test/2", 1)], (await store.LeaseAsync(Request(10), Token)).Leases.Select(lease => (lease.Item.Url.Text, lease.Attempt)));
    }

    [Fact]
    public async Task Reopen_OfAnItemGivenBack_KeepsItsAttemptsAndItsTime()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var lease = Assert.Single((await LeaseAsync(1)).Leases);
        var later = Now + TimeSpan.FromSeconds(30);
        await Store.GiveBackAsync(lease, later, countsAsAttempt: true, Token);

        await using var store = await ReopenAsync();

        var before = await store.LeaseAsync(Request(10), Token);
        Assert.Equal("http://a.test/2", Assert.Single(before.Leases).Item.Url.Text);
        Assert.Equal(later, before.NextReadyAt);
        Assert.Equal(2, Assert.Single((await store.LeaseAsync(Request(10) with { Now = later }, Token)).Leases).Attempt);
        Assert.Equal(1, (await store.ReadSavedAsync(Token)).TriedPages);
    }

    [Fact]
    public async Task Reopen_OfCompletedItems_HasSeenThemAndHoldsThemClosed()
    {
        await AddAsync(Page("http://a.test/1"), Image("http://a.test/2.png"));
        await Store.CompleteAsync((await LeaseAsync(2)).Leases, Token);

        await using var store = await ReopenAsync();

        IFrontierStore face = store;
        Assert.Empty(await face.AddNewAsync([Page("http://a.test/1"), Image("http://a.test/2.png")], Token));
        Assert.Equal(new FrontierCounts(0, 0, 0, 2), await store.CountAsync(Token));
        Assert.Empty(await store.ListBacklogsAsync(0, 10, Token));
    }

    [Fact]
    public async Task Reopen_AfterCommitsWithNotes_FindsTheLastOfEachName()
    {
        await Store.CommitAsync(new FinishedBatch { Notes = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } }, Token);
        await Store.CommitAsync(new FinishedBatch { Notes = new Dictionary<string, string> { ["a"] = "3" } }, Token);

        await using var store = await ReopenAsync();

        var notes = (await store.ReadSavedAsync(Token)).Notes;
        Assert.Equal([("a", "3"), ("b", "2")], notes.Select(note => (note.Key, note.Value)).Order());
    }

    [Fact]
    public async Task R01_Commit_WithoutClosing_IsInTheFile()
    {
        await AddAsync(Page("http://a.test/1"));

        // What a process finds that comes after a kill: the files of this moment, the log not folded in.
        File.Copy(Path, _folder.File("copy.db"));
        File.Copy(Path + "-wal", _folder.File("copy.db-wal"));
        await using var store = await SqliteFrontierStore.OpenAsync(_folder.File("copy.db"), Token);

        Assert.Equal(1, (await store.CountAsync(Token)).PendingPages);
    }

    [Fact]
    public async Task R02_Commit_AfterAnotherProcessOpenedTheStore_IsRefused()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        var leases = (await LeaseAsync(1)).Leases;
        await using var successor = await SqliteFrontierStore.OpenAsync(Path, Token);

        var fault = await Assert.ThrowsAsync<FrontierStoreException>(async () => await Store.CompleteAsync(leases, Token));

        Assert.Contains("taken over by another process", fault.Message, StringComparison.Ordinal);
        Assert.Equal(new FrontierCounts(2, 0, 0, 0), await successor.CountAsync(Token));
        await Assert.ThrowsAsync<FrontierStoreException>(async () => await Store.CompleteAsync(leases, Token));
    }

    [Fact]
    public async Task F07_Open_OfANewerSchema_RefusesWithTheVersions()
    {
        await Store.DisposeAsync();
        Execute(Path, "PRAGMA user_version = 99");

        var fault = await Assert.ThrowsAsync<FrontierStoreException>(async () => await ReopenAsync());

        Assert.Contains("schema version 99, and this build knows 2 at most", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F07_Open_OfAFileOfTheFirstVersion_GoesOnWithAllThatIsInIt()
    {
        await AddAsync(Page("http://a.test/1"), Page("http://a.test/2"));
        await Store.DisposeAsync();
        Execute(Path, "DROP TABLE debt; PRAGMA user_version = 1");

        await using var store = await ReopenAsync();

        await store.SaveDebtAsync(new HostDebt(Url("http://a.test/").Host, TimeSpan.FromSeconds(2), Now), Token);
        Assert.Equal(2, (await store.LeaseAsync(Request(10), Token)).Leases.Count);
    }

    [Fact]
    public async Task F07_Migrate_OfAnOlderSchema_RunsTheScriptsThatAreMissing()
    {
        await Store.DisposeAsync();
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();

        FrontierSchema.Migrate(connection, [.. FrontierSchema.Scripts, "CREATE TABLE later (n INTEGER); INSERT INTO later VALUES (7)"]);
        FrontierSchema.Migrate(connection, [.. FrontierSchema.Scripts, "CREATE TABLE later (n INTEGER); INSERT INTO later VALUES (7)"]);

        Assert.Equal(7L, Read(connection, "SELECT sum(n) FROM later"));
        Assert.Equal(FrontierSchema.Scripts.Count + 1L, Read(connection, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_OfAnotherDatabase_LeavesItAlone()
    {
        Execute(_folder.File("other.db"), "CREATE TABLE theirs (n INTEGER)");

        var fault = await Assert.ThrowsAsync<FrontierStoreException>(async () => await SqliteFrontierStore.OpenAsync(_folder.File("other.db"), Token));

        Assert.Contains("no frontier of a crawl", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OfAFileThatIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.File("text.db"), new string('x', 10_000), Token);

        var fault = await Assert.ThrowsAsync<FrontierStoreException>(async () => await SqliteFrontierStore.OpenAsync(_folder.File("text.db"), Token));

        Assert.Contains("damaged, or no frontier", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R13_WhatAHostIsOwed_OutlivesTheProcess()
    {
        var host = Url("http://a.test/").Host;
        var debt = new HostDebt(host, TimeSpan.FromSeconds(8), Now + TimeSpan.FromMinutes(5));
        await Store.SaveDebtAsync(debt with { Delay = TimeSpan.FromSeconds(4) }, Token);
        await Store.SaveDebtAsync(debt, Token);

        await using var store = await ReopenAsync();

        Assert.Equal(debt, await store.FindDebtAsync(host, Token));
        Assert.Null(await store.FindDebtAsync(Url("http://b.test/").Host, Token));
    }

    [Fact]
    public async Task Lease_OfAQueueFarLongerThanMemory_KeepsItsOrder()
    {
        await AddAsync([.. Enumerable.Range(0, 500).Select(i => i % 3 == 0 ? Image($"http://a.test/{i}") : Page($"http://a.test/{i}"))]);

        var leased = new List<string>();
        while ((await LeaseAsync(7)).Leases is { Count: > 0 } leases)
        {
            leased.AddRange(leases.Select(lease => lease.Item.Url.Text));
            await Store.CompleteAsync(leases, Token);
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"http://a.test/{i}"), leased);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000)]
    public async Task Lease_OfAQueueThatGrowsWhileItIsLeased_KeepsItsOrder(int itemsInMemory)
    {
        await using var store = await OpenGrownAsync(itemsInMemory);

        var leased = new List<string>();
        while ((await store.LeaseAsync(Request(7), Token)).Leases is { Count: > 0 } leases)
        {
            leased.AddRange(leases.Select(lease => lease.Item.Url.Text));
            await ((IFrontierStore)store).CompleteAsync(leases, Token);
        }

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"http://a.test/{i}"), leased);
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(100, 100)]
    [InlineData(1_000, 500)]
    public async Task Lease_OfItemsThatHadRoomInMemory_ReadsNoneOfThemBack(int itemsInMemory, int expected)
    {
        await using var store = await OpenGrownAsync(itemsInMemory);

        Execute(_folder.File("grown.db"), "DELETE FROM pending");

        Assert.Equal(expected, await CountLeasesAsync(store));
    }

    protected override async ValueTask<IFrontierStore> OpenAsync() => await SqliteFrontierStore.OpenAsync(Path, Token);

    private static LeaseRequest RequestOf(string host, DateTimeOffset now, int max) =>
        new() { Host = Url(host).Host, Max = max, Now = now, ExpiresAt = now + TimeSpan.FromMinutes(10) };

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Read(connection, sql);
    }

    private static object? Read(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.ReadValue();
    }

    private async Task<int> CountLeasesAsync(SqliteFrontierStore store)
    {
        var count = 0;
        while ((await store.LeaseAsync(Request(7), Token)).Leases is { Count: > 0 } leases)
        {
            count += leases.Count;
        }

        return count;
    }

    /// <summary>A store whose one host was leased from, and got 500 pages in ten commits afterwards.</summary>
    private async Task<SqliteFrontierStore> OpenGrownAsync(int itemsInMemory)
    {
        var store = await SqliteFrontierStore.OpenAsync(_folder.File("grown.db"), 1, itemsInMemory, Token);
        Assert.Empty((await store.LeaseAsync(Request(1), Token)).Leases);
        foreach (var numbers in Enumerable.Range(0, 500).Chunk(50))
        {
            await ((IFrontierStore)store).AddNewAsync([.. numbers.Select(i => Page($"http://a.test/{i}"))], Token);
        }

        return store;
    }

    private LeaseRequest Request(int max) => RequestOf("http://a.test/", Now, max);

    private async Task<SqliteFrontierStore> ReopenAsync()
    {
        await Store.DisposeAsync();
        return await SqliteFrontierStore.OpenAsync(Path, Token);
    }
}
