using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Names and addresses that may not be dialled, and resolvers that lie, fail or stay silent.</summary>
internal static class NameRows
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static readonly string[] Notations =
        ["2130706498", "0x7f000042", "0177.0.0.0102", "127.66", "127.0.66", "127.0.0.66.", "１２７.０.０.６６", "①②⑦.⓪.⓪.⑥⑥", "127。0。0。66"];

    private static readonly string[] Embedded = ["[::ffff:127.0.0.66]", "[::127.0.0.66]", "[64:ff9b::7f00:42]", "[2002:7f00:42::]", "[::]", "[::1]", "[fe80::1]", "0.0.0.0"];

    private static readonly string[] Metadata = ["169.254.169.254", "100.100.100.200", "fd00:ec2::254"];

    private static readonly string[] OddNames = ["under_score.test", "dotted.test.", "xn--bcher-kva.test", "xn--a.test"];

    private static readonly int[] Ports = [0, 22, 25, 6379];

    public static IEnumerable<TortureRow> All { get; } =
    [
        Resolving("D02 S1 the canary", "BlockedAddress", static _ => StubNames.Answer("127.0.0.66")),
        Resolving("D03 S1 one address of two", "BlockedAddress", static i => i % 2 == 0 ? StubNames.Answer("127.0.0.1", "127.0.0.66") : StubNames.Answer("127.0.0.66", "127.0.0.1")),
        Rebound("D04 S1 rebound"),
        At("D05 S1 notations of the canary", "BlockedAddress", static (scene, i) => $"{Notations[i % Notations.Length]}:{scene.Canary.Port}"),
        At("D06 S1 embedded in IPv6", "BlockedAddress", static (scene, i) => $"{Embedded[i % Embedded.Length]}:{scene.Canary.Port}"),
        Resolving("D07 S1 metadata of clouds", "BlockedAddress", static i => StubNames.Answer(Metadata[i % Metadata.Length])),
        new TortureRow("D08 S1 S3 whatever is wanted of the canary", "BlockedAddress BlockedAddress BlockedAddress BlockedAddress BlockedAddress")
        {
            FetchAsync = FetchEverythingAsync,
        },
        Resolving("D14 no such name", "DnsNotFound", static _ => StubNames.Fail(SocketError.HostNotFound)),
        Resolving("D14 resolver fails", "DnsFailed", static _ => StubNames.Fail(SocketError.TryAgain)),
        Resolving("D14 names in a circle", "DnsFailed", static _ => StubNames.Fail(SocketError.NoRecovery)),
        Resolving("D14 no address", "DnsNotFound", static _ => StubNames.Answer()),
        Resolving("D14 two hundred addresses", "200", static _ => StubNames.Answer([.. Enumerable.Repeat("127.0.0.1", 200)])).Answering(Ok),
        At("D14 name of 300 octets", "DnsNotFound", static (scene, i) => $"{i}.{string.Concat(Enumerable.Repeat("abcdefghi.", 30))}test:{scene.Hostile.EndPoint.Port}"),
        At("D14 label of 64 octets", "DnsNotFound", static (scene, i) => $"{new string('a', 64)}.bad{i}.test:{scene.Hostile.EndPoint.Port}"),
        At("D14 odd names", "200", static (scene, i) => $"n{i}.{OddNames[i % 3]}:{scene.Hostile.EndPoint.Port}").Answering(Ok) with
        {
            ArrangeAsync = static scene =>
            {
                for (var i = 0; i < 100; i++)
                {
                    scene.Rig.Names.Add($"n{i}.{OddNames[i % 3]}", "127.0.0.1");
                }

                return Task.CompletedTask;
            },
        },
        Silent("D15 S9 resolver never answers"),
        new TortureRow("D16 S3 proxies of the environment", "200")
        {
            ArrangeAsync = static scene =>
            {
                scene.Keep(new ProxyOfTheEnvironment(new Uri($"http://127.0.0.66:{scene.Canary.Port}")));
                return Task.CompletedTask;
            },
        }.Answering(Ok),
        At("D17 S1 ports that are not the web's", "BlockedPort", static (_, i) => $"{TortureScene.HostileName(i)}:{Ports[i % Ports.Length]}"),
        new TortureRow("D18 S1 forbidden name at a used address", "200 BlockedAddress")
        {
            FetchAsync = static (scene, i) => scene.FetchAllAsync(scene.HostileUrl(i), $"http://half{i}.test:{scene.Hostile.EndPoint.Port}/"),
            ArrangeAsync = static scene =>
            {
                for (var i = 0; i < 100; i++)
                {
                    scene.Rig.Names.Add($"half{i}.test", "127.0.0.1", "127.0.0.66");
                }

                return Task.CompletedTask;
            },
        }.Answering(Ok),
    ];

    private static TortureRow At(string name, string end, Func<TortureScene, int, string> authorityOf) =>
        new(name, end) { Url = (scene, i) => $"http://{authorityOf(scene, i)}/{i}" };

    private static TortureRow Resolving(string name, string end, Func<int, Task<IReadOnlyList<IPAddress>>> answerTo) => new(name, end)
    {
        ArrangeAsync = scene =>
        {
            for (var i = 0; i < 100; i++)
            {
                var number = i;
                scene.Rig.Names[TortureScene.HostileName(i)] = () => answerTo(number);
            }

            return Task.CompletedTask;
        },
    };

    private static TortureRow Rebound(string name)
    {
        var isSecond = new bool[100];
        return Resolving(name, "200 BlockedAddress", i => StubNames.Answer((isSecond[i] = !isSecond[i]) ? "127.0.0.1" : "127.0.0.66")).AnsweringOnce("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n") with
        {
            Configure = static (_, options) => options.DnsCacheLifetime = TimeSpan.Zero,
            FetchAsync = static (scene, i) => scene.FetchAllAsync(scene.HostileUrl(i), scene.HostileUrl(i)),
        };
    }

    // One name of each of twenty owners is silent; those of the healthy one are all looked up beside.
    private static TortureRow Silent(string name)
    {
        var never = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        return new TortureRow(name, "DnsFailed")
        {
            Times = 20,
            Clock = static options => options.DnsTimeout,
            TimersEach = 2,
            HealthyUrl = static (scene, i) => $"http://h{i}.healthy.test:{scene.Healthy.EndPoint.Port}/",
            ArrangeAsync = scene =>
            {
                for (var i = 0; i < 100; i++)
                {
                    scene.Rig.Names.Add($"h{i}.healthy.test", "127.0.0.1");
                    scene.Rig.Names[TortureScene.HostileName(i)] = () => never.Task;
                }

                return Task.CompletedTask;
            },
        };
    }

    private static async Task<string> FetchEverythingAsync(TortureScene scene, int i)
    {
        var url = $"http://127.0.0.66:{scene.Canary.Port}/{i}";
        List<string> words = [];
        foreach (var kind in (ResourceKind[])[ResourceKind.Robots, ResourceKind.Sitemap, ResourceKind.Image])
        {
            words.Add(await scene.FetchAsync(url, kind));
        }

        var message = new WebhookMessage(FetchRig.Lease(url).Item.Url, new byte[1]);
        var webhook = await scene.Rig.Webhooks.SendAsync(message, TestContext.Current.CancellationToken);
        words.Add($"{webhook.Reason}");
        using var proxied = FetchRig.For(scene.Hostile, options => options.Proxy.Address = $"http://127.0.0.66:{scene.Canary.Port}");
        words.Add(TortureScene.WordFor(await proxied.FetchAsync(scene.Hostile.Url())));
        return string.Join(' ', words);
    }

    /// <summary>The platform reads the variables of the environment once, into this property.</summary>
    private sealed class ProxyOfTheEnvironment : IDisposable
    {
        private readonly IWebProxy _before = HttpClient.DefaultProxy;

        public ProxyOfTheEnvironment(Uri proxy) => HttpClient.DefaultProxy = new WebProxy(proxy);

        public void Dispose() => HttpClient.DefaultProxy = _before;
    }
}
