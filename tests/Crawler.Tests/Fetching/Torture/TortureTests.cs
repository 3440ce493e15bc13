using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>
/// Every row of the torture list about fetching, many at once beside a healthy host, again and again: each ends as it should, and
/// the process stays as the first time has left it. The clock stands still until the healthy host is done, so its rate beside
/// them is the one that it has alone: whatever made it wait for anything of theirs would hang. Alone in the process, because
/// what is counted is the process's. Rows with a behaviour of their own have more tests beside this folder.
/// </summary>
[Collection(nameof(TortureTests))]
[CollectionDefinition(nameof(TortureTests), DisableParallelization = true)]
public sealed class TortureTests(Canary canary)
{
    private const int HealthyFetches = 100;
    private const int MaxRounds = 4;

    private static readonly Dictionary<string, TortureRow> Table =
        new[] { NetworkRows.All, FramingRows.All, TlsRows.All, Http2Rows.All, RedirectRows.All, NameRows.All, CompressionRows.All, IdentityRows.All }
            .SelectMany(static rows => rows).ToDictionary(static row => row.Name);

    /// <summary>The rows, each with its ids as traits: <c>-preEnumerateTheories -trait row=N06</c> runs those of one id.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => Table.Values.Select(static row =>
    {
        var data = new TheoryDataRow<string>(row.Name);
        data.Traits["row"] = [.. row.Ids];
        return data;
    });

    [Fact]
    public void Table_OfTheTortureList_HasARowForEachIdAndNoOther()
    {
        IEnumerable<string> ids =
        [
            .. Numbered("N", 26), .. Numbered("D", 18), .. Numbered("C", 7), .. Numbered("K", 2), .. Enumerable.Range(1, 10).Select(static i => $"S{i}"),
        ];

        Assert.Equal(ids.Order(StringComparer.Ordinal), Table.Values.SelectMany(static row => row.Ids).Distinct().Order(StringComparer.Ordinal));

        static IEnumerable<string> Numbered(string letter, int count) => Enumerable.Range(1, count).Select(i => $"{letter}{i:00}");
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Names))]
    public async Task Row_OfTheTortureList_EndsAsItShouldAndCostsNobodyAnything(string name)
    {
        var row = Table[name];
        await using var scene = await TortureScene.SetAsync(row, canary);
        await RunAsync(scene, row);

        // What leaks does so every time; pools that fill up, and caches, come to an end.
        var (before, hasSettled) = (Footprint.Take(), false);
        for (var round = 0; round < MaxRounds && !hasSettled; round++)
        {
            before = Footprint.Take();
            await RunAsync(scene, row);
            hasSettled = await Footprint.HasNotGrownSinceAsync(before);
        }

        Assert.True(hasSettled, $"Still growing: {before} became {Footprint.Take()}");
        Assert.Equal(0, scene.Rig.Budget.Reserved);
        Assert.Equal(0, scene.Rig.Time.ActiveTimerCount);
        await canary.AssertUntouchedAsync();
    }

    private static async Task RunAsync(TortureScene scene, TortureRow row)
    {
        await scene.Rig.ReceiveAsync(row.HealthyUrl(scene, 0)); // alone, so that there is a connection whatever comes
        var neighbours = Task.WhenAll(Enumerable.Range(0, row.Times).Select(scene.FetchAsync));
        if (row.Clock is not null)
        {
            await Task.WhenAny(neighbours, scene.Rig.Time.WaitForTimersAsync(row.Times * row.TimersEach));
        }

        for (var i = 0; i < HealthyFetches; i++)
        {
            Assert.True((await scene.Rig.ReceiveAsync(row.HealthyUrl(scene, i))).Outcome.IsSuccess);
        }

        if (row.Clock is { } clock)
        {
            Assert.False(neighbours.IsCompleted, neighbours.IsFaulted ? $"{neighbours.Exception}" : string.Join(' ', neighbours.IsCompleted ? (await neighbours).Distinct() : []));
            scene.Advance(clock(scene.Rig.Options), neighbours);
        }

        Assert.Empty((await neighbours).Except(row.Ends));
    }
}
