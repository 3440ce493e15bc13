using System.Text;
using System.Text.Json;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Tests.Cli;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests;

/// <summary><c>extract</c> with a real child.</summary>
public sealed class ExtractProcessTests
{
    private const string Page = """
        <!DOCTYPE html><html lang=en><title>A page</title><meta property=og:title content="Bad &#x202e;title"><script type=application/ld+json>{"é": "2J"}</script>
        <body><h1>Head</h1><p>Text, and <a id=feng href="/feng/x">Feng</a>.</p>
        """;

    [Fact]
    public async Task Extract_OfStandardInput_ShowsLinesThatATerminalCanTake()
    {
        var console = new StringConsole(Page);

        var code = await RunAsync(console, "extract", "-", "--field", "href=xpath://a[@id=\"feng\"]/@href", "--field", "none*=css:h6", "--structured", "--text", "markdown");

        Assert.Equal((0, ""), (code, console.ErrorText));
        Assert.Equal(
            """
            url: http://file.invalid/
            status: 200
            contentType: text/html
            charset: UTF-8
            title: A page
            lang: en
            links: 1
            images: 0
            fields.href: /feng/x
            fields.none: (nothing)
            openGraph.og:title: Bad \u{202e}title
            jsonLd: {"é":"\u{9b}2J"}
            text:
            # Head

            Text, and [Feng](http://file.invalid/feng/x).

            """,
            console.Output,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Extract_AsJson_IsTheRecordOfACrawlInAscii()
    {
        var console = new StringConsole(Page);

        var code = await RunAsync(console, "extract", "-", "--url", "http://a.test/x/", "--field", "href=css:a@href", "--structured", "--text", "plain", "--json");

        Assert.Equal((0, ""), (code, console.ErrorText));
        Assert.DoesNotContain(console.Output.TrimEnd('\n'), character => character is < ' ' or > '~');
        var record = JsonElement.Parse(console.Output);
        Assert.Equal("http://a.test/x/", record.GetProperty("url").GetString());
        Assert.Equal("""{"href":"/feng/x"}""", record.GetProperty("fields").GetRawText());
        Assert.Equal("Bad \u202etitle", record.GetProperty("openGraph").GetProperty("og:title").GetString());
        Assert.Equal("\u009b2J", record.GetProperty("jsonLd")[0].GetProperty("é").GetString());
        Assert.Equal("Head\n\nText, and Feng.", record.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Extract_OfAUrl_FetchesItAndFollowsItsRedirects()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 0 }, TestContext.Current.CancellationToken);
        var console = new StringConsole();

        var code = await RunAsync(console, "extract", new Uri(site.BaseAddress, "/bobo").AbsoluteUri, "--field", "href=xpath://a[@id=\"feng\"]/@href", "--allow-private");

        Assert.Equal((0, ""), (code, console.ErrorText));
        Assert.Contains("fields.href: /feng/bobo\n", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_WithAUserAgent_SaysItToTheServer()
    {
        var request = "";
        await using var server = new RawServer(async connection =>
        {
            request = await connection.ReadRequestAsync() ?? "";
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx");
        });

        Assert.Equal(0, await RunAsync(new StringConsole(), "extract", server.Url("/"), "--user-agent", "Own/1.0", "--allow-private"));

        Assert.Contains("User-Agent: Own/1.0\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_OfAPrivateAddress_IsRefusedUnlessAllowed()
    {
        var console = new StringConsole();

        Assert.Equal(1, await RunAsync(console, "extract", "http://127.0.0.1/"));
        Assert.Contains("failed: blocked-address: ", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_WithBadExpressions_NamesFieldExpressionAndPositionOfEach()
    {
        var console = new StringConsole(Page);

        Assert.Equal(2, await RunAsync(console, "extract", "-", "--field", "one=css:a[[", "--field", "two=xpath://a[", "--field", "good=css:a"));
        Assert.Equal(2, console.ErrorLines.Length);
        Assert.Contains("\"one\": the CSS selector a[[ is faulty at character 3", console.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("\"two\": the XPath expression //a[ is faulty at character 5", console.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawl_WithABadExpression_Exits2AndLeavesNoDirectory()
    {
        var output = Path.Combine(Path.GetTempPath(), $"asynccrawler-test-{Guid.NewGuid():N}");
        var console = new StringConsole();

        Assert.Equal(2, await RunAsync(console, "crawl", "http://127.0.0.1/", "--field", "x=css:a[[", "-o", output));
        Assert.Contains("faulty at character 3", Assert.Single(console.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    private static Task<int> RunAsync(StringConsole console, params string[] arguments) => CommandLine.RunAsync(arguments, console.Console);
}
