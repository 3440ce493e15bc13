using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Servers that are down, slow, endless or overloaded, and how connections are kept.</summary>
internal static class NetworkRows
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
    private const string Drip = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx";

    public static IEnumerable<TortureRow> All { get; } =
    [
        new TortureRow("N01 refused", "ConnectFailed") { Port = static scene => scene.Bind(backlog: null) },
        new TortureRow("N02 never accepted", "TimedOut") { Port = static scene => scene.Bind(backlog: 4_096), Clock = static options => options.TotalTimeout },
        new TortureRow("N02 accepted and never answered", "TimedOut")
        {
            Clock = static options => options.TotalTimeout,
            Serve = static (connection, _) => connection.WaitForCloseAsync(),
        },
        new TortureRow("N03 black hole", "ConnectTimedOut") { Port = FullPort, Clock = static options => options.ConnectTimeout, TimersEach = 2 },
        new TortureRow("N04 closes after accept", "ConnectionLost"),
        new TortureRow("N04 closes after the request", "ConnectionLost").AnsweringOnce(""),
        new TortureRow("N04 closes in the headers", "ConnectionLost").AnsweringOnce("HTTP/1.1 200 OK\r\nContent-Le"),
        Resetting("N04 resets in the headers", "HTTP/1.1 200 OK\r\nContent-Le"),
        Resetting("N04 resets in the body", Half),
        new TortureRow("N05 headers that drip", "TimedOut") { Clock = static options => options.TotalTimeout }.Dripping("HTTP/1.1 200 OK\r\nX: "),
        new TortureRow("N06 S9 body that drips", "TooSlow") { Clock = static options => options.LeastProgressWindow, TimersEach = 2 }.Dripping(Drip),
        new TortureRow("N07 S9 a thousand drippers", "TooSlow") { Clock = static options => options.LeastProgressWindow, TimersEach = 2, Times = 1_000 }.Dripping(Drip),
        new TortureRow("N08 body without end", "200 cut").AnsweringWithoutEnd("HTTP/1.1 200 OK\r\n\r\n", new string('x', 8_192)),
        new TortureRow("N08 chunk without end", "200 cut").AnsweringWithoutEnd("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n", new string('x', 8_192)),
        new TortureRow("N09 ten gigabytes", "200 cut").AnsweringWithoutEnd("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", new string('x', 8_192)),
        new TortureRow("N10 body shorter than said", "ConnectionLost").AnsweringOnce(Half),
        new TortureRow("N20 empty body", "200").Answering("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"),
        Busy("N21 soon", "1", 1),
        Busy("N21 in three years", "99999999", 3_600),
        Busy("N21 at a time that is over", "Thu, 01 Jan 1970 00:00:00 GMT", 0),
        Busy("N21 garbage", "soon", 0),
        new TortureRow("N22 another body each time", "200").Answering(static path => $"HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n{Guid.NewGuid():n}"),
        new TortureRow("N25 closes when it is used again", "200 200 200")
        {
            FetchAsync = static (scene, i) => scene.FetchAllAsync(scene.HostileUrl(i), scene.HostileUrl(i), scene.HostileUrl(i)),
            Serve = static async (connection, _) =>
            {
                await connection.AnswerAsync(Ok);
                await connection.ReadRequestAsync();
            },
        },
        new TortureRow("N26 a thousand names of one address", "200") { Times = 1_000 }.Answering(Ok),
    ];

    // The queue of one is full: the kernel drops what else comes.
    private static int FullPort(TortureScene scene)
    {
        var port = scene.Bind(backlog: 0);
        for (var i = 0; i < 8; i++)
        {
            var filler = scene.Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false });
            try
            {
                filler.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.WouldBlock)
            {
                // Under way, or dropped.
            }
        }

        return port;
    }

    private static TortureRow Resetting(string name, string head) => new(name, "ConnectionLost")
    {
        Serve = async (connection, _) =>
        {
            await connection.AnswerAsync(head);
            connection.Reset();
        },
    };

    private static TortureRow Busy(string name, string retryAfter, int seconds) =>
        new TortureRow(name, $"503, left alone for {seconds} s")
        {
            FetchAsync = static async (scene, i) =>
            {
                var outcome = await scene.Rig.FetchAsync(scene.HostileUrl(i));
                var pause = new RetryPolicy(scene.Rig.Options, static () => 0).Decide(outcome, attempt: 1).HostPause;
                return $"{TortureScene.WordFor(outcome)}, left alone for {pause?.TotalSeconds} s";
            },
        }.Answering($"HTTP/1.1 503 Busy\r\nRetry-After: {retryAfter}\r\nContent-Length: 0\r\n\r\n");
}
