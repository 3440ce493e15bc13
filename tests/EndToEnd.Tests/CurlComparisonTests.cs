using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AsyncCrawler.Fetching;
using AsyncCrawler.Hosting;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The same URLs through our fetcher and through curl: status, final URL, decoded bytes and headers are equal.</summary>
public sealed class CurlComparisonTests : IDisposable
{
    private static readonly string[] Stubs =
    [
        "redirect/301", "redirect/302", "redirect/303", "redirect/307", "redirect/308", "redirect/chain", "landing", "status/404", "status/410", "status/500",
        "status/503", "status/429", "body/empty", "body/json", "body/binary", "bobo", "jay", "tom", "img/120x90_0_autohomecar__bobo.jpg", "no/such/page",
        "query?a=1&b=%2F%7e", "landing?q=a+b'|c", "%62obo", "a/../landing",
    ];

    // "hello", in every coding that curl has everywhere.
    private static readonly Dictionary<string, byte[]> Codings = new()
    {
        ["gzip"] = Convert.FromBase64String("H4sIAAAAAAACA8tIzcnJBwCGphA2BQAAAA=="),
        ["deflate"] = Convert.FromBase64String("eJzLSM3JyQcABiwCFQ=="),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-test-");

    [Fact]
    public async Task Fetch_OfTheMockSite_EqualsCurl()
    {
        SkipWithoutCurl();
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 20, Seed = 11 }, TestContext.Current.CancellationToken);
        var graph = site.Graph ?? throw new InvalidOperationException("The site has no graph.");
        var paths = graph.ReachablePages.Concat(graph.ReachableImages.Take(10)).Concat(Stubs);

        await CompareAsync(paths.Select(path => new Uri(site.BaseAddress, "/").AbsoluteUri.TrimEnd('/') + "/" + path.TrimStart('/')));
    }

    [Fact]
    public async Task Fetch_OfCodedBodies_EqualsCurl()
    {
        SkipWithoutCurl();
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var coding = request.Split(' ')[1][1..];
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {Codings[coding].Length}\r\nX-Twice: a\r\nX-Twice: b\r\n\r\n");
                await connection.SendAsync(Codings[coding]);
            }
        });

        await CompareAsync(Codings.Keys.Select(coding => server.Url("/" + coding)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void SkipWithoutCurl()
    {
        try
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", "--version") { RedirectStandardOutput = true });
            curl?.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("curl is absent.");
        }
    }

    private async Task CompareAsync(IEnumerable<string> urls)
    {
        await using var services = new ServiceCollection().AddAsyncCrawler(static options => options.Fetch.AllowPrivateNetworks = true).BuildServiceProvider();
        var inspector = services.GetRequiredService<ISiteInspector>();
        foreach (var url in urls)
        {
            Assert.True(CrawlUrl.TryParse(url, out var parsed), url);
            using var report = await inspector.FetchAsync(parsed, TestContext.Current.CancellationToken);
            var received = Assert.IsType<FetchOutcome.Received>(report.Outcome);

            var curl = await CurlAsync(parsed.Text);

            Assert.Equal(curl.Status, received.Status);
            Assert.Equal(curl.Url, report.Hops[^1].Url.Text);
            Assert.Equal(curl.Headers, HeadersOf(report.Hops[^1].ResponseHeaders));
            if (received.Status < 400) // the body of an error is not read
            {
                Assert.Equal(curl.Sha256, Convert.ToHexStringLower(SHA256.HashData(received.Body.Bytes.Span)));
            }
        }
    }

    // The time may differ, and curl may ask for a connection of its own.
    private static List<string> HeadersOf(IEnumerable<KeyValuePair<string, string>> fields) =>
        [.. fields.Where(field => !field.Key.Equals("Date", StringComparison.OrdinalIgnoreCase)).Select(field => $"{field.Key.ToLowerInvariant()}: {field.Value}").Order(StringComparer.Ordinal)];

    private async Task<(int Status, string Url, string Sha256, List<string> Headers)> CurlAsync(string url)
    {
        var (body, head) = (Path.Combine(_folder.FullName, "body"), Path.Combine(_folder.FullName, "head"));
        File.Delete(body);
        var start = new ProcessStartInfo("curl") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-q", "-sSL", "--path-as-is", "--globoff", "--compressed", "--noproxy", "*", "-o", body, "-D", head, "-w", "%{http_code} %{url_effective}", url })
        {
            start.ArgumentList.Add(argument);
        }

        using var curl = Process.Start(start) ?? throw new InvalidOperationException("curl did not start.");
        var written = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await curl.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, curl.ExitCode);

        // With redirects the file has a header section for each hop.
        var last = (await File.ReadAllTextAsync(head, TestContext.Current.CancellationToken)).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)[^1];
        var fields = last.Split("\r\n").Skip(1).Select(line => line.Split(':', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1].Trim()));
        var bytes = File.Exists(body) ? await File.ReadAllBytesAsync(body, TestContext.Current.CancellationToken) : [];
        return (int.Parse(written.Split(' ')[0], CultureInfo.InvariantCulture), written.Split(' ')[1], Convert.ToHexStringLower(SHA256.HashData(bytes)), HeadersOf(fields));
    }
}
