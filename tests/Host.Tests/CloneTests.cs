using System.Diagnostics;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests;

/// <summary>The programs as somebody starts them who has a clone and the SDK.</summary>
public sealed class CloneTests
{
    [Theory]
    [InlineData("src/Host")]
    [InlineData("mock-site")]
    public async Task DotnetRun_OfAProgram_StaysInTheFolderOfTheShell(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getProperty:RunWorkingDirectory"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
        };
        using var asked = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");

        var folder = await asked.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asked.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (asked.ExitCode, folder.Trim()));
    }
}
