using System.Collections.Concurrent;
using System.Text;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests;

/// <summary>Rule S24 and row O06: secrets of every kind go through a crawl, an interrupt and a resumption, and are in nothing that comes out.</summary>
public sealed class SecretProcessTests(Canary canary) : IDisposable
{
    private const string Secret = "pLaNtEd-5ecret";

    private const string Variables =
        """ASYNCCRAWLER__Fetch__Credentials__0__Origin="$2" ASYNCCRAWLER__Fetch__Credentials__0__Token="$4" ASYNCCRAWLER__Fetch__AcceptsCookies=true HTTP_PROXY="$5" http_proxy="$5" ALL_PROXY="$5" """;

    private readonly SemaphoreSlim _cookieCame = new(0);
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"asynccrawler-secret-{Guid.NewGuid():n}");

    public void Dispose()
    {
        _cookieCame.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public async Task S24_O06_D16_PlantedSecrets_AreInNoOutputAndAreAskedForAgainOnResuming()
    {
        var seen = new ConcurrentBag<string>();
        await using var site = new RawServer(connection => AnswerAsync(connection, seen));
        var origin = $"http://{site.EndPoint}";
        var proxy = $"http://127.0.0.66:{canary.Port}";
        string[] arguments = [$"http://user:{Secret}@{site.EndPoint}/", origin, _directory, Secret, proxy];

        var crawl = await RunAsync(
            Variables + """ "$0" crawl "$1" -o "$3" -v -v --allow-private --delay 1 --workers 1 -s Parsing:WarmSpares=0 --save-links""", arguments, interrupt: true);
        Assert.Equal(130, crawl.Code);
        var bare = await RunAsync(""" "$0" resume "$3" -v -v""", arguments, interrupt: false);
        Assert.Equal(2, bare.Code);
        Assert.Contains("Fetch:Credentials:0", bare.Text, StringComparison.Ordinal);
        Assert.Contains("the secret is missing", bare.Text, StringComparison.Ordinal);
        while (_cookieCame.Wait(0, TestContext.Current.CancellationToken))
        {
            // The requests of the first run.
        }

        var resumed = await RunAsync(Variables + """ "$0" resume "$3" -v -v""", arguments, interrupt: true);
        Assert.Equal(130, resumed.Code);
        var fetch = await RunAsync(Variables + """ "$0" fetch "$1" --allow-private""", arguments, interrupt: false);
        Assert.Equal(0, fetch.Code);

        Assert.Contains(seen, request => request.Contains($"Authorization: Bearer {Secret}\r\n", StringComparison.Ordinal));
        Assert.Contains(seen, request => request.Contains($"Cookie: session={Secret}\r\n", StringComparison.Ordinal));
        foreach (var text in (string[])[crawl.Text, bare.Text, resumed.Text, fetch.Text])
        {
            Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
        {
            Assert.False((await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0, file);
        }

        await canary.AssertUntouchedAsync();
    }

    private async Task<(int Code, string Text)> RunAsync(string script, string[] arguments, bool interrupt)
    {
        using var process = AsyncCrawlerProcess.StartInShell(interrupt ? script.Replace("\"$0\"", "exec \"$0\"", StringComparison.Ordinal) : script, arguments);
        if (interrupt)
        {
            Assert.True(await _cookieCame.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken), process.AllText);
            process.Signal("INT");
        }

        return (await process.WaitAsync(), process.AllText);
    }

    // Every page links to the next, with userinfo, and sets a cookie; so the crawl never ends by itself.
    private async Task AnswerAsync(RawConnection connection, ConcurrentBag<string> seen)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            seen.Add(request);
            if (request.Contains("Cookie: ", StringComparison.Ordinal))
            {
                _cookieCame.Release();
            }

            var host = request.Split("Host: ")[1].Split('\r')[0];
            var body = request.StartsWith("GET /robots.txt ", StringComparison.Ordinal)
                ? ""
                : string.Concat(Enumerable.Range(0, 30).Select(i => $"<a href='http://user:{Secret}@{host}/{seen.Count}-{i}'>next</a>"));
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: session={Secret}; HttpOnly\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    }
}
