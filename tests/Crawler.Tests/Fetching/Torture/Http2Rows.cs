using static AsyncCrawler.Tests.Fetching.Http2Server;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>HTTP/2 with servers that flood, starve and break.</summary>
internal static class Http2Rows
{
    private const int InitialWindowSize = 4; // RFC 9113 §6.5.2

    public static IEnumerable<TortureRow> All { get; } =
    [
        Row("N24 answers", "200", static async (connection, stream) =>
        {
            await connection.SendHeadersAsync(stream);
            await connection.SendDataAsync(stream, "ok"u8.ToArray(), isLast: true);
        }),
        Row("N24 resets after the headers", "BadResponse", static async (connection, stream) =>
        {
            await connection.SendHeadersAsync(stream);
            await connection.SendAsync(FrameType.ResetStream, FrameFlags.None, stream, [0, 0, 0, 2]); // INTERNAL_ERROR
        }),
        Row("N24 goes away for ever", "BadResponse", static (connection, _) => connection.SendAsync(FrameType.GoAway, FrameFlags.None, 0, new byte[8])),
        Row("N24 no window for ever", "TimedOut", static (connection, _) =>
            connection.SendAsync(FrameType.Settings, FrameFlags.None, 0, [0, InitialWindowSize, 0, 0, 0, 0])) with { Clock = static options => options.TotalTimeout },
        Flood("N24 S9 flood of pings", static (connection, _) => connection.SendAsync(FrameType.Ping, FrameFlags.None, 0, new byte[8])),
        Flood("N24 S9 flood of settings", static (connection, _) => connection.SendAsync(FrameType.Settings, FrameFlags.None, 0, [])),
        Flood("N24 S9 flood of resets", static (connection, stream) => connection.SendAsync(FrameType.ResetStream, FrameFlags.None, stream, [0, 0, 0, 8])), // CANCEL
        Flood("N24 S9 flood of window updates", static (connection, _) => connection.SendAsync(FrameType.WindowUpdate, FrameFlags.None, 0, [0, 0, 0, 1])),
        Flood("N24 S9 flood of unknown frames", static (connection, _) => connection.SendAsync((FrameType)0xFA, FrameFlags.None, 0, [])),
        Flood("N24 S9 flood of empty data", static (connection, stream) => connection.SendDataAsync(stream, [], isLast: false), beginsAnswer: true),
        Flood("N24 S9 data byte by byte", static (connection, stream) => connection.SendDataAsync(stream, [0], isLast: false), beginsAnswer: true),
        Flood("N24 S9 flood of headers", static (connection, stream) => connection.SendHeadersAsync(stream)) with { Ends = ["ConnectionLost"] }, // the platform takes no second ones
        Flood("N24 S9 empty continuations", static (connection, stream) => connection.SendAsync(FrameType.Continuation, FrameFlags.None, stream, []), FrameFlags.None),
    ];

    private static TortureRow Row(string name, string end, Func<Http2Server, int, Task> answerAsync) => new(name, end)
    {
        Times = 20,
        Configure = static (_, options) => (options.Http2, options.AcceptInvalidCertificates) = (true, true),
        Url = static (scene, i) => scene.HostileUrl(i, scheme: "https"),
        Serve = (connection, _) => Http2Server.ServeAsync(connection, answerAsync),
    };

    private static TortureRow Flood(string name, Func<Http2Server, int, Task> sendAsync, bool beginsAnswer) =>
        Flood(name, sendAsync, beginsAnswer ? FrameFlags.EndHeaders : null);

    // It ends by itself, long before a clock does: the flood is noticed, and the connection closed.
    private static TortureRow Flood(string name, Func<Http2Server, int, Task> sendAsync, FrameFlags? headers = null) => Row(name, "BadResponse", async (connection, stream) =>
    {
        if (headers is { } flags)
        {
            await connection.SendHeadersAsync(stream, flags);
        }

        while (true)
        {
            await sendAsync(connection, stream);
        }
    }) with { Times = 5 };
}
