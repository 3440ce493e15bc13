using System.Globalization;
using AsyncCrawler.MockSite.Cli;

namespace AsyncCrawler.MockSite.Tests.Cli;

public sealed class MockSiteCommandTests
{
    [Theory]
    [InlineData("--port abc", "abc")]
    [InlineData("--port 70000", "port")]
    [InlineData("--pages -1", "pages")]
    [InlineData("--root /no/such/folder", "/no/such/folder")]
    [InlineData("--mappings /no/such/folder", "/no/such/folder/mappings")]
    [InlineData("--engine apache", "apache")]
    [InlineData("--engine wiremock.net", "UseWireMockNet")]
    [InlineData("--frobnicate", "frobnicate")]
    [InlineData("export", "DIR")]
    [InlineData("export /tmp --pages 1", "not empty")]
    [InlineData("export /proc/mock-site --pages 1", "/proc/mock-site")]
    public async Task Run_WithInputThatCannotBeUsed_SaysWhyInOneLineAndReturnsTwo(string arguments, string mentioned)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);

        var exit = await new MockSiteCommand(output, errors).RunAsync(arguments.Split(' '));

        Assert.Equal(2, exit);
        Assert.Empty(output.ToString());
        var line = Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("mock-site: ", line, StringComparison.Ordinal);
        Assert.Contains(mentioned, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnATakenPort_NamesThePort()
    {
        await using var site = await Site.OfGraphAsync(pages: 1);
        var port = site.Server.BaseAddress.Port.ToString(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);

        var exit = await new MockSiteCommand(TextWriter.Null, errors).RunAsync(["--port", port]);

        Assert.Equal(2, exit);
        Assert.Contains(port, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_IntoANewFolder_WritesTheGraph()
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "new");
        using var errors = new StringWriter(CultureInfo.InvariantCulture);

        var exit = await new MockSiteCommand(TextWriter.Null, errors)
            .RunAsync(["export", target, "--pages", "3", "--seed", "5", "--origin", "http://shop.test"]);

        Assert.Equal(0, exit);
        Assert.Equal(
            new SiteGraph(3, 5).RenderPage(2, "http://shop.test"),
            await File.ReadAllBytesAsync(Path.Combine(target, "page", "2.html"), TestContext.Current.CancellationToken));
        Assert.Contains("3 of 3 pages, 8 images", errors.ToString(), StringComparison.Ordinal);
    }
}
