using System.Collections.Concurrent;
using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Tests.Sinks;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Storage.Sqlite;

/// <summary>Many workers on few hosts in memory: readings, evictions, give-backs and commits cross each other.</summary>
public sealed class SqliteFrontierRaceTests
{
    private const int Hosts = 5;
    private const int Workers = 8;
    private const int Pages = 2_000;

    private readonly ConcurrentDictionary<string, int> _held = new();
    private readonly ConcurrentDictionary<string, int> _completed = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(5, 0)]
    [InlineData(2, 300)]
    [InlineData(5, 300)]
    [InlineData(5, Pages)]
    public async Task R02_Leases_UnderRaces_GiveEachItemToOneAtATimeAndCompleteItOnce(int hostsInMemory, int itemsInMemory)
    {
        using var folder = new ScratchFolder();
        await using var store = await SqliteFrontierStore.OpenAsync(folder.File("frontier.db"), hostsInMemory, itemsInMemory, TestContext.Current.CancellationToken);
        IFrontierStore face = store;
        await face.AddNewAsync([.. Enumerable.Range(0, Hosts).Select(host => Page(PageAt(host)))], TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(store, new Random(worker)))));

        Assert.Equal(Pages, _completed.Count);
        Assert.All(_completed.Values, count => Assert.Equal(1, count));
        Assert.Equal(new FrontierCounts(0, 0, 0, Pages), await store.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lease_OfHostsThatDriveEachOtherOutOfMemory_NeverWaitsForAReadingThatIsOver()
    {
        using var folder = new ScratchFolder();
        await using var store = await SqliteFrontierStore.OpenAsync(folder.File("frontier.db"), 1, 0, TestContext.Current.CancellationToken);
        IFrontierStore face = store;
        await face.AddNewAsync([.. Enumerable.Range(0, Pages).Select(i => Page(PageAt(i)))], TestContext.Current.CancellationToken);

        for (var i = 0; i < Pages; i++)
        {
            var request = new LeaseRequest { Host = Url(PageAt(i)).Host, Max = 1, Now = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(1) };
            var leases = (await store.LeaseAsync(request, TestContext.Current.CancellationToken)).Leases;
            Assert.Equal(PageAt(i), Assert.Single(leases).Item.Url.Text);
            await face.CompleteAsync(leases, TestContext.Current.CancellationToken);
        }
    }

    private static string PageAt(int number) => $"http://h{number % Hosts}.test/{number}";

    private async Task WorkAsync(SqliteFrontierStore store, Random random)
    {
        // Every page n leads to 2n+5 and 2n+6 and so the web is a tree of all the pages; a worker ends when all are completed.
        while (_completed.Count < Pages)
        {
            var request = new LeaseRequest
            {
                Host = Url(PageAt(random.Next(Hosts))).Host,
                Max = random.Next(1, 12),
                Now = DateTimeOffset.UnixEpoch,
                ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(1),
                IncludesNewPages = random.Next(10) > 0,
            };
            foreach (var lease in (await store.LeaseAsync(request, TestContext.Current.CancellationToken)).Leases)
            {
                var url = lease.Item.Url.Text;
                Assert.True(_held.TryAdd(url, 1), $"{url} was leased to two at once.");
                await Task.Yield();
                _held.TryRemove(url, out _);
                if (random.Next(5) == 0)
                {
                    Assert.True(await store.GiveBackAsync(lease, DateTimeOffset.UnixEpoch, random.Next(2) == 0, TestContext.Current.CancellationToken));
                    continue;
                }

                var number = int.Parse(url[(url.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
                int[] links = [(2 * number) + Hosts, (2 * number) + Hosts + 1];
                var outcome = await store.CommitAsync(
                    new FinishedBatch { Completed = [lease], NewItems = [.. links.Where(link => link < Pages).Select(link => lease.Item.ForOutlink(Url(PageAt(link)), ResourceKind.Page))] },
                    TestContext.Current.CancellationToken);
                Assert.Equal(1, outcome.Closed);
                _completed.AddOrUpdate(url, 1, (_, count) => count + 1);
            }
        }
    }
}
