using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Operation;

public sealed class FileSizeLimitTests
{
    [Fact]
    public async Task Program_WhoseFileGrowsBeyondTheLimit_SaysSoAndIsNotKilled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 10 }, TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("asynccrawler-limit-");
        try
        {
            // A page of the site has 29 KB. The compiler's own files would be as limited as ours without the variable.
            using var program = AsyncCrawlerProcess.StartInShell(
                "export DOTNET_EnableWriteXorExecute=0; ulimit -f 10; exec \"$0\" fetch \"$1\" --allow-private -o \"$2\"", site.BaseAddress.ToString(), Path.Combine(folder.FullName, "page.html"));
            var exitCode = await program.WaitAsync();

            Assert.Equal(3, exitCode);
            Assert.Contains("too large", program.Errors[^1], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
