using System.Diagnostics;
using AsyncCrawler.Hosting;
using AsyncCrawler.MockSite;
using AsyncCrawler.Results;
using AsyncCrawler.Seeds;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.EndToEnd.Tests;

public sealed class LibrarySampleTests
{
    [Fact]
    public void Readme_ShowsTheSampleThatIsCompiledHere()
    {
        var sample = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/EndToEnd.Tests/LibrarySample.cs"));

        Assert.Contains(sample.ReplaceLineEndings("\n"), File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_ShowsAProjectOfOnesOwnThatCrawls()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 5 }, TestContext.Current.CancellationToken);
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "README.md"), TestContext.Current.CancellationToken);
        var references = readme.Split("```xml\n")[1].Split("```")[0].Replace("../AsyncCrawler", RepositoryRoot.Path, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("asynccrawler-library-");
        try
        {
            await WriteAsync("Theirs.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
                {references}
                </Project>
                """);
            await WriteAsync("LibrarySample.cs", await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "tests/EndToEnd.Tests/LibrarySample.cs"), TestContext.Current.CancellationToken));
            await WriteAsync("Program.cs", """
                var summary = await LibrarySample.CrawlAsync(args[0], options =>
                {
                    options.Fetch.AllowPrivateNetworks = true;
                    options.Politeness.Delay = TimeSpan.Zero;
                });
                Console.WriteLine($"{summary.Totals.Pages} pages");
                """);

            // What it refers to is built: it is what runs here.
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            var built = await RunAsync("dotnet", "build", folder.FullName, "--nologo", "-c", configuration, "-p:BuildProjectReferences=false", "-warnaserror:NETSDK1206");
            Assert.True(built.Code == 0, built.Output);
            var crawled = await RunAsync(Path.Combine(folder.FullName, "bin", configuration, "net10.0", "Theirs"), site.BaseAddress.AbsoluteUri);

            Assert.True(crawled.Code == 0, crawled.Output);
            Assert.EndsWith("5 pages\n", crawled.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Sample_WithDoneCallbacksOfItsOwn_Crawls()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 30 }, TestContext.Current.CancellationToken);
        var called = 0;

        var summary = await LibrarySample.CrawlAsync(site.BaseAddress.AbsoluteUri, options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.Politeness.Delay = TimeSpan.Zero;
            options.OnPageDone((_, _) =>
            {
                called++;
                return ValueTask.CompletedTask;
            });
        });

        Assert.Equal(30, summary.Totals.Pages);
        Assert.Equal(summary.Totals.Pages + summary.Totals.Images, called);
    }

    [Fact]
    public async Task Provider_DisposedWhileACrawlRuns_InterruptsTheCrawl()
    {
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 30 }, TestContext.Current.CancellationToken);
        var firstPage = new TaskCompletionSource();
        var provider = new ServiceCollection().AddAsyncCrawler(options =>
        {
            options.Fetch.AllowPrivateNetworks = true;
            options.OnPageDone((_, _) =>
            {
                firstPage.TrySetResult();
                return ValueTask.CompletedTask;
            });
        }).BuildServiceProvider();
        await using var run = await provider.GetRequiredService<ICrawler>().StartAsync(
            new CrawlRequest { Seeds = ListSeedSource.Parse([site.BaseAddress.AbsoluteUri]) }, TestContext.Current.CancellationToken);
        await firstPage.Task.WaitAsync(TestContext.Current.CancellationToken);

        await provider.DisposeAsync();

        var summary = await run.Completion;
        Assert.Equal((CrawlSummaryState.Interrupted, 0), (summary.State, summary.Totals.Failures));
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
