namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Servers that speak something like HTTP.</summary>
internal static class FramingRows
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static IEnumerable<TortureRow> All { get; } =
    [
        new TortureRow("N11 bytes after the body", "200").Answering(Ok + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"),
        Framed("N12 two lengths", "BadResponse", "Content-Length: 2\r\nContent-Length: 4", "okxx"),
        Framed("N12 negative length", "BadResponse", "Content-Length: -2", "ok"),
        Framed("N12 length with a plus", "BadResponse", "Content-Length: +2", "ok"),
        Framed("N12 length of twenty digits", "BadResponse", "Content-Length: 99999999999999999999", "ok"),
        Framed("N12 length and chunks", "200", "Content-Length: 4\r\nTransfer-Encoding: chunked", "2\r\nok\r\n0\r\n\r\n"),
        new TortureRow("N13 headers without end", "HeadersTooLarge").AnsweringWithoutEnd("HTTP/1.1 200 OK\r\n", string.Concat(Enumerable.Repeat("X: x\r\n", 1_000))),
        new TortureRow("N13 one header without end", "HeadersTooLarge").AnsweringWithoutEnd("HTTP/1.1 200 OK\r\nX: ", new string('x', 8_192)),
        new TortureRow("N13 S10 ten thousand headers", "HeadersTooLarge").AnsweringOnce($"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Range(0, 10_000).Select(static i => $"X-{i}:\r\n"))}\r\n"),
        new TortureRow("N14 103 without end", "HeadersTooLarge").AnsweringWithoutEnd("", $"HTTP/1.1 103 Hints\r\nLink: <{new string('x', 1_000)}>\r\n\r\n"),
        new TortureRow("N14 100 without end", "HeadersTooLarge").AnsweringWithoutEnd("", string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\nX: x\r\n\r\n", 100))),
        new TortureRow("N15 switching protocols", "BadResponse")
        {
            Serve = static async (connection, _) =>
            {
                await connection.AnswerAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
                await connection.WaitForCloseAsync();
            },
        },
        new TortureRow("N16 chunk extension without end", "BadResponse", "HeadersTooLarge").AnsweringWithoutEnd(Chunked + "2;x=", new string('x', 8_192)),
        new TortureRow("N16 chunk of any size", "BadResponse").AnsweringOnce(Chunked + "FFFFFFFFFFFFFFFFF\r\n"),
        new TortureRow("N16 no last chunk", "ConnectionLost").AnsweringOnce(Chunked + "2\r\nok\r\n"),
        new TortureRow("N16 trailers without end", "BadResponse", "HeadersTooLarge").AnsweringWithoutEnd(Chunked + "2\r\nok\r\n0\r\n", string.Concat(Enumerable.Repeat("X: x\r\n", 1_000))),
        new TortureRow("N17 HTTP/0.9", "BadResponse").AnsweringOnce("<!DOCTYPE html>\r\n<html>old</html>\r\n"),
        new TortureRow("N17 status 2", "BadResponse").AnsweringOnce("HTTP/1.1 2 OK\r\n\r\n"),
        new TortureRow("N17 status 000", "BadResponse").AnsweringOnce("HTTP/1.1 000 Hm\r\nContent-Length: 0\r\n\r\n"),
        new TortureRow("N17 status 999", "999").Answering("HTTP/1.1 999 Hm\r\nContent-Length: 0\r\n\r\n"),
        new TortureRow("N17 HTTP/3.7", "BadResponse").AnsweringOnce("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n"),
        new TortureRow("N17 SSH", "BadResponse").AnsweringOnce("SSH-2.0-OpenSSH_9.2\r\n"),
        new TortureRow("N18 bare line feeds", "200").Answering("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
        new TortureRow("N18 S10 folded header", "200").Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: a\r\n b\r\n\r\nok"),
        new TortureRow("N18 S10 NUL in a header", "200").Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: a\0b\r\n\r\nok"),
        new TortureRow("N18 blank before the colon", "200").Answering("HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok"),
        new TortureRow("N18 S10 bytes that are no ASCII", "200").Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: \xE9\xC3\xA9\r\n\r\nok"),
        new TortureRow("N19 body of a 204", "204").Answering("HTTP/1.1 204 No Content\r\n\r\nevil"),
        new TortureRow("N19 body of a 304", "304").Answering("HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil"),
    ];

    private static TortureRow Framed(string name, string end, string fields, string body) => new TortureRow(name, end).AnsweringOnce($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{body}");
}
