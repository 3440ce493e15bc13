using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>What servers try to learn of us, or to make us tell others.</summary>
internal static class IdentityRows
{
    private const string Redirect = "/away/";

    private static readonly string[] NotTheirs =
        ["Domain=test", "Domain=co.uk", "Domain=github.io", "Domain=other.test", "Domain=127.0.0.1", "Domain=.localhost"];

    public static IEnumerable<TortureRow> All { get; } =
    [
        new TortureRow("D12 S5 redirect takes credentials along", "Authorization: Basic bWU6cHc= Cookie: a=b, then nothing")
        {
            Times = 20,
            Configure = static (scene, options) =>
            {
                options.AcceptsCookies = true;
                for (var i = 0; i < 20; i++)
                {
                    options.Credentials.Add(new OriginCredentialOptions { Origin = new Uri(scene.HostileUrl(i)).GetLeftPart(UriPartial.Authority), User = "me", Password = "pw" });
                }
            },
            ArrangeAsync = static scene =>
            {
                for (var i = 0; i < 20; i++)
                {
                    scene.Rig.Names.Add(OtherName(i), "127.0.0.1");
                }

                return Task.CompletedTask;
            },
            FetchAsync = static async (scene, i) =>
            {
                await scene.FetchAsync(scene.HostileUrl(i));
                var own = await scene.ReadAsync(scene.HostileUrl(i));
                var redirect = Assert.IsType<FetchOutcome.Redirected>(await scene.Rig.FetchAsync(scene.HostileUrl(i, $"{Redirect[1..]}{OtherName(i)}:{scene.Hostile.EndPoint.Port}")));
                return $"{own}, then {await scene.ReadAsync(redirect.Target.Text)}";
            },
        }.Telling("Set-Cookie: a=b"),
        new TortureRow("D13 S5 userinfo", "nothing")
        {
            FetchAsync = static (scene, i) => scene.ReadAsync(scene.HostileUrl(i).Replace("://", "://user:planted-secret@", StringComparison.Ordinal)),
        }.Telling(),
        new TortureRow("S6 cookies that nobody wants", "nothing") { FetchAsync = ReadTwiceAsync }.Telling("Set-Cookie: a=b"),
        new TortureRow("S7 where we come from", "nothing")
        {
            FetchAsync = static async (scene, i) =>
            {
                var lease = FetchRig.Lease(scene.HostileUrl(i));
                var found = lease with { Item = lease.Item.ForOutlink(FetchRig.Lease(scene.HostileUrl(i, "next")).Item.Url, ResourceKind.Page) };
                var received = Assert.IsType<FetchOutcome.Received>(await scene.Rig.FetchAsync(found));
                using var body = received.Body;
                return Encoding.ASCII.GetString(body.Bytes.Span);
            },
        }.Telling(),
        new TortureRow("K01 S6 cookies for others", "nothing")
        {
            Configure = static (_, options) => options.AcceptsCookies = true,
            FetchAsync = ReadTwiceAsync,
        }.Telling([.. NotTheirs.Select(static domain => $"Set-Cookie: a=b; {domain}"), "Set-Cookie: __Host-a=b; Path=/", "Set-Cookie: __Secure-a=b"]),
        new TortureRow("K02 S6 ten thousand cookies", "HeadersTooLarge") { Configure = static (_, options) => options.AcceptsCookies = true }.Telling(Cookies(10_000)),
        new TortureRow("K02 S6 two thousand cookies", "50 cookies")
        {
            Configure = static (_, options) => options.AcceptsCookies = true,
            FetchAsync = static async (scene, i) => $"{(await ReadTwiceAsync(scene, i)).Split("; ").Length} cookies",
        }.Telling(Cookies(2_000)),
        new TortureRow("K02 S6 cookie of a megabyte", "HeadersTooLarge")
        {
            Configure = static (_, options) => options.AcceptsCookies = true,
        }.Telling("Set-Cookie: a=" + new string('x', 1_000_000)),
        new TortureRow("K02 S6 cookie of sixty kilobytes", "nothing")
        {
            Configure = static (_, options) => options.AcceptsCookies = true,
            FetchAsync = ReadTwiceAsync,
        }.Telling("Set-Cookie: a=" + new string('x', 60_000)),
        new TortureRow("K02 S6 S10 NUL in a cookie", "Cookie: a=b c")
        {
            Configure = static (_, options) => options.AcceptsCookies = true,
            FetchAsync = ReadTwiceAsync,
        }.Telling("Set-Cookie: a=b\0c"),
    ];

    private static string[] Cookies(int count) => [.. Enumerable.Range(0, count).Select(static i => $"Set-Cookie: c{i}=\xE9\xFF")];

    private static string OtherName(int i) => $"n{i}.other.test";

    private static async Task<string> ReadTwiceAsync(TortureScene scene, int i)
    {
        await scene.FetchAsync(scene.HostileUrl(i));
        return await scene.ReadAsync(scene.HostileUrl(i));
    }

    /// <summary>Answers with what the request tells of us, or redirects to the root of the host in the path, which has no fields.</summary>
    private static TortureRow Telling(this TortureRow row, params string[] fields) => row with
    {
        Serve = async (connection, _) =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var told = request.Split("\r\n").Where(static line => line.Split(':')[0] is "Authorization" or "Cookie" or "Referer").Order().ToList();
                var body = told.Count == 0 ? "nothing" : string.Join(' ', told);
                var path = request.Split(' ')[1];
                var start = path.StartsWith(Redirect, StringComparison.Ordinal) ? $"302 Found\r\nLocation: http://{path[Redirect.Length..]}/" : "200 OK";
                await connection.SendAsync($"HTTP/1.1 {start}\r\n{string.Concat(fields.Where(_ => path != "/").Select(static field => field + "\r\n"))}Content-Length: {body.Length}\r\n\r\n{body}");
            }
        },
    };
}
