using System.Net.Sockets;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>
/// The rows about names, addresses, redirects and connections again, two hundred at once beside a healthy host: it goes on as if
/// nothing were, and nothing grows. The clock stands still while it is fetched, so it loses no time at all to its neighbours.
/// </summary>
[Collection(nameof(TortureGrowthTests))]
public sealed class NeighbourTortureTests(Canary canary)
{
    private const int Neighbours = 200;
    private const int Fetches = 100;

    public static TheoryData<string, FetchFailureReason> Rows => new()
    {
        { "D01 D05 http://2130706498:CANARY/{0}", FetchFailureReason.BlockedAddress },
        { "D02 D03 http://half{0}.bad.test:CANARY/", FetchFailureReason.BlockedAddress },
        { "D06 http://[::ffff:127.0.0.66]:CANARY/{0}", FetchFailureReason.BlockedAddress },
        { "D14 http://nobody{0}.test/", FetchFailureReason.DnsNotFound },
        { "D14 http://broken{0}.test/", FetchFailureReason.DnsFailed },
        { "D17 http://127.0.0.1:22/{0}", FetchFailureReason.BlockedPort },
        { "N01 http://refused{0}.test:REFUSED/", FetchFailureReason.ConnectFailed },
        { "D10 http://circle{0}.test:CIRCLE/", FetchFailureReason.RedirectLoop },
        { "D09 http://nowhere{0}.test:NOWHERE/", FetchFailureReason.BadRedirect },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_OfTheTortureList_CostsAHealthyHostNothing(string row, FetchFailureReason reason)
    {
        await using var healthy = RawServer.Answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 4\r\n\r\nwell");
        await using var circle = RawServer.Answering("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
        await using var nowhere = RawServer.Answering("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
        var refused = new RawServer(_ => Task.CompletedTask);
        var refusedPort = refused.EndPoint.Port;
        await refused.DisposeAsync();
        var template = row[row.IndexOf("http", StringComparison.Ordinal)..]
            .Replace("CANARY", $"{canary.Port}", StringComparison.Ordinal).Replace("REFUSED", $"{refusedPort}", StringComparison.Ordinal)
            .Replace("CIRCLE", $"{circle.EndPoint.Port}", StringComparison.Ordinal)
            .Replace("NOWHERE", $"{nowhere.EndPoint.Port}", StringComparison.Ordinal);
        string UrlOf(int i) => template.Replace("{0}", $"{i}", StringComparison.Ordinal);

        using var rig = FetchRig.For(
            options => options.AcceptsCookies = true,
            80, canary.Port, refusedPort, healthy.EndPoint.Port, circle.EndPoint.Port, nowhere.EndPoint.Port);
        for (var i = 0; i < Neighbours; i++)
        {
            rig.Names.Add($"half{i}.bad.test", "127.0.0.1", "127.0.0.66");
            rig.Names[$"broken{i}.test"] = () => StubNames.Fail(SocketError.TryAgain);
            foreach (var name in (string[])["refused", "circle", "nowhere"])
            {
                rig.Names.Add($"{name}{i}.test", "127.0.0.1");
            }
        }

        await RunAsync(rig, healthy, UrlOf, reason);
        var before = Footprint.Take();

        await RunAsync(rig, healthy, UrlOf, reason);

        Footprint.Take().AssertNotGrownSince(before);
        Assert.Equal(0, rig.Budget.Reserved);
        await canary.AssertUntouchedAsync();
    }

    private static async Task RunAsync(FetchRig rig, RawServer healthy, Func<int, string> urlOf, FetchFailureReason reason)
    {
        var neighbours = Enumerable.Range(0, Neighbours).Select(i => rig.FailAsync(urlOf(i))).ToList();
        for (var i = 0; i < Fetches; i++)
        {
            await rig.ReceiveAsync(healthy.Url($"/{i}"));
        }

        Assert.All(await Task.WhenAll(neighbours), outcome => Assert.Equal(reason, outcome.Reason));
    }
}
