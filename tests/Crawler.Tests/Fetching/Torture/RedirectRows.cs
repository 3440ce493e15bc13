using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Redirects to where nobody may go, in circles, and without end.</summary>
internal static class RedirectRows
{
    private static readonly string[] NoWebUrls =
        ["file:///etc/passwd", "gopher://h.test/", "ftp://h.test/", "data:text/html,x", "javascript:alert(1)", "blob:http://h.test/x", "view-source:http://h.test/", "http://h.test:65536/"];

    private static readonly string[] OddLocations = ["other", "?q", "//h.test/x", "\\\\h.test\\s", "/etc/passwd", "/caf\xC3\xA9", "HTTPS://H.test:443/../x", "http://user:pw@h.test/"];

    public static IEnumerable<TortureRow> All { get; } =
    [
        new TortureRow("D01 S1 S2 to the canary", "BlockedAddress after 1")
        {
            FetchAsync = Follow,
            Serve = static async (connection, scene) =>
            {
                while (await connection.ReadRequestAsync() is not null)
                {
                    await connection.SendAsync(To($"http://127.0.0.66:{scene.Canary.Port}/"));
                }
            },
        },
        new TortureRow("D09 S2 S4 to what is no web page", "BadRedirect").Answering(static path => To(NoWebUrls[NumberIn(path) % NoWebUrls.Length])),
        new TortureRow("D10 S2 to itself", "RedirectLoop after 0") { FetchAsync = Follow }.Answering(To),
        new TortureRow("D10 S2 there and back", "RedirectLoop after 1")
        {
            FetchAsync = static (scene, i) => scene.FollowAsync(scene.HostileUrl(i, "there")),
        }.Answering(static path => To(path == "/there" ? "/back" : "/there")),
        new TortureRow("D10 S2 on and on", "TooManyRedirects after 10") { FetchAsync = Follow }.Answering(static path => To(path + "x")),
        new TortureRow("D10 S2 with a query that grows", "TooManyRedirects after 10") { FetchAsync = Follow }.Answering(static path => To(path + (path.Contains('?', StringComparison.Ordinal) ? "&a=b" : "?a=b"))),
        new TortureRow("D11 S2 without Location", "BadRedirect").Answering("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        new TortureRow("D11 empty Location", "RedirectLoop").Answering(To("")),
        new TortureRow("D11 S2 two Locations", "BadRedirect").Answering("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
        new TortureRow("D11 S2 S4 odd Locations", "redirect").Answering(static path => To(OddLocations[NumberIn(path) % OddLocations.Length])),
        new TortureRow("D11 Location of 60 kilobytes", "BadRedirect after 0") { FetchAsync = Follow }.Answering(To("/" + new string('x', 60_000))),
        new TortureRow("D11 Location of 70 kilobytes", "HeadersTooLarge").Answering(To("/" + new string('x', 70_000))),
    ];

    private static Task<string> Follow(TortureScene scene, int i) => scene.FollowAsync(scene.HostileUrl(i));

    private static string To(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    private static int NumberIn(string path) => int.Parse(path.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
