using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class FetchVerbTests
{
    // "hello", compressed.
    private static readonly byte[] Gzipped = Convert.FromBase64String("H4sIAAAAAAACA8tIzcnJBwCGphA2BQAAAA==");

    private readonly StringConsole _console = new();

    [Fact]
    public async Task Fetch_OfARedirectedPage_ShowsEachHopAsJson()
    {
        await using var server = Site();

        Assert.Equal(0, await RunAsync(server.Url("/old"), "--json"));

        var (first, last) = (JsonElement.Parse(Lines[0]), JsonElement.Parse(Lines[1]));
        Assert.Equal(2, Lines.Length);
        Assert.Equal(("redirected", 301, server.Url("/new")), (Text(first, "outcome"), first.GetProperty("status").GetInt32(), Text(first, "location")));
        Assert.Equal($"redirect to {server.Url("/new")}", first.GetProperty("decisions")[0].GetString());
        Assert.Equal(("ok", "1.1", "127.0.0.1"), (Text(last, "outcome"), Text(last, "httpVersion"), first.GetProperty("addresses")[0].GetString()));
        Assert.Equal(server.EndPoint.ToString(), Text(first, "dialled"));
        Assert.Equal((5, Gzipped.Length), (last.GetProperty("bytes").GetInt32(), last.GetProperty("wireBytes").GetInt32()));
        Assert.Contains(last.GetProperty("responseHeaders").EnumerateArray(), field => field[0].GetString() == "Content-Encoding" && field[1].GetString() == "gzip");
        Assert.Contains(last.GetProperty("requestHeaders").EnumerateArray(), field => field[0].GetString() == "User-Agent");
        Assert.All(new[] { "firstByteMs", "bodyMs", "totalMs" }, name => Assert.True(last.GetProperty(name).GetDouble() >= 0, name));
        Assert.True(first.GetProperty("connectMs").GetDouble() >= 0);
    }

    [Fact]
    public async Task Fetch_ForPeople_ShowsHeadersBodyAndDecisions()
    {
        await using var server = Site();

        Assert.Equal(0, await RunAsync(server.Url("/old")));

        Assert.Contains($"GET {server.Url("/old")}", Lines);
        Assert.Contains("  < HTTP/1.1 301", Lines);
        Assert.Contains("  < HTTP/1.1 200", Lines);
        Assert.Contains(Lines, line => line.StartsWith("  body       5 bytes, ", StringComparison.Ordinal));
        Assert.Contains("  decision   a page: it would be parsed", Lines);
        Assert.DoesNotContain('\x1B', _console.Output);
    }

    [Fact]
    public async Task Fetch_WithAFile_WritesTheDecodedBody()
    {
        await using var server = Site();
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, await RunAsync(server.Url("/new"), "-q", "-o", file));

            Assert.Equal("hello", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.Empty(_console.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Fetch_OfALoop_EndsAndSaysSo()
    {
        await using var server = Site();

        Assert.Equal(1, await RunAsync(server.Url("/loop-a"), "--json"));

        var hops = Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["redirected", "failed"], hops.Select(hop => Text(hop, "outcome")));
        Assert.Equal(("redirect-loop", 301), (Text(hops[1], "reason"), hops[1].GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Fetch_OfAChainWithoutEnd_EndsAndSaysSo()
    {
        await using var server = Site();

        Assert.Equal(1, await RunAsync(server.Url("/chain/"), "--json"));

        Assert.Equal(11, Lines.Length); // ten redirects are followed
        Assert.Equal("too-many-redirects", Text(JsonElement.Parse(Lines[^1]), "reason"));
    }

    [Fact]
    public async Task Fetch_OverTls_ShowsWhatWasAgreedWithWhomAndHowLongItTook()
    {
        using var certificate = TestCertificate.SelfSigned("tls.test");
        await using var server = TlsSite(certificate);

        Assert.Equal(0, await RunAsync(TlsUrl(server), "--json", "--insecure"));

        var hop = JsonElement.Parse(Assert.Single(Lines));
        var tls = hop.GetProperty("tls");
        Assert.Equal(("CN=tls.test", "CN=tls.test"), (Text(tls, "subject"), Text(tls, "issuer")));
        Assert.Equal((TestCertificate.LongAgo, TestCertificate.FarAhead), (tls.GetProperty("validFrom").GetDateTimeOffset(), tls.GetProperty("validUntil").GetDateTimeOffset()));
        Assert.StartsWith("Tls1", Text(tls, "protocol"), StringComparison.Ordinal);
        Assert.StartsWith("TLS_", Text(tls, "cipherSuite"), StringComparison.Ordinal);
        Assert.True(hop.GetProperty("tlsMs").GetDouble() >= 0);
        Assert.Contains("INSECURE", _console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_OverTlsForPeople_ShowsTheCertificate()
    {
        using var certificate = TestCertificate.SelfSigned("tls.test");
        await using var server = TlsSite(certificate);

        Assert.Equal(0, await RunAsync(TlsUrl(server), "--insecure"));

        Assert.Contains("  certificate CN=tls.test, by CN=tls.test, 2001-01-01 to 2090-01-01", Lines);
        Assert.Contains(Lines, line => line.StartsWith("  tls        Tls1", StringComparison.Ordinal));
        Assert.Contains(Lines, line => line.StartsWith("  times ", StringComparison.Ordinal) && line.Contains(", tls ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_OfACertificateThatNobodyVouchesFor_FailsAndSaysSo()
    {
        using var certificate = TestCertificate.SelfSigned("tls.test");
        await using var server = TlsSite(certificate);

        Assert.Equal(1, await RunAsync(TlsUrl(server)));

        Assert.Contains(Lines, line => line.StartsWith("  failed: tls-failed: ", StringComparison.Ordinal));
        Assert.Empty(_console.ErrorText);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", "connect-failed")]
    [InlineData("http://169.254.169.254/", "blocked-address")]
    public async Task Fetch_ThatFails_NamesTheReason(string url, string reason)
    {
        Assert.Equal(1, await RunAsync(url, "--json"));

        Assert.Equal(("failed", reason), (Text(JsonElement.Parse(Lines[0]), "outcome"), Text(JsonElement.Parse(Lines[0]), "reason")));
    }

    [Fact]
    public async Task Fetch_OfWhatIsNoUrl_IsBadInput() => Assert.Equal(2, await RunAsync("example.com"));

    private string[] Lines => _console.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(JsonElement record, string key) => record.GetProperty(key).GetString() ?? "";

    private static RawServer Site() => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var path = request.Split(' ')[1];
            if (path == "/new")
            {
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Evil: \x1B[2J\r\nContent-Encoding: gzip\r\nContent-Length: {Gzipped.Length}\r\n\r\n");
                await connection.SendAsync(Gzipped);
                continue;
            }

            var target = path switch { _ when path.StartsWith("/chain/", StringComparison.Ordinal) => path + "x", "/loop-a" => "/loop-b", "/loop-b" => "/loop-a", _ => "/new" };
            await connection.SendAsync($"HTTP/1.1 301 Moved\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n");
        }
    });

    private static string TlsUrl(RawServer server) => $"https://{server.EndPoint}/";

    private static RawServer TlsSite(X509Certificate2 certificate) => new(async connection =>
    {
        await using var tls = new SslStream(connection.Stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stopped);
        _ = await tls.ReadAsync(new byte[4096], connection.Stopped);
        await tls.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nsafe"u8.ToArray(), connection.Stopped);
    });

    private Task<int> RunAsync(string url, params string[] arguments) =>
        CommandLine.RunAsync(["fetch", url, .. arguments, "--allow-private"], _console.Console);
}
