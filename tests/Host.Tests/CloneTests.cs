using System.Diagnostics;
using System.Text.Json;
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
        var (code, folder) = await AskBuildAsync(project, "-getProperty:RunWorkingDirectory");

        Assert.Equal((0, ""), (code, folder.Trim()));
    }

    [Fact]
    public async Task ParserWorkerFolder_OfABuildThatPutsAllProjectsIntoOneFolder_HasOnlyTheWorker()
    {
        string[] worker = ["AngleSharp.dll", "AsyncCrawler.Contracts.dll", "asynccrawler-parser-worker", "asynccrawler-parser-worker.deps.json",
            "asynccrawler-parser-worker.dll", "asynccrawler-parser-worker.runtimeconfig.json"];
        string[] others = ["asynccrawler-parser-worker.pdb", "asynccrawler-parser-worker.xml", "AsyncCrawler.Crawler.dll", "Theirs.dll", "Theirs.deps.json", "appsettings.json"];
        var folder = Directory.CreateTempSubdirectory("asynccrawler-output-");
        try
        {
            foreach (var name in worker.Concat(others))
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), "", TestContext.Current.CancellationToken);
            }

            var project = Path.Combine(folder.FullName, "Theirs.proj");
            await File.WriteAllTextAsync(project, $"""
                <Project>
                  <Import Project="{RepositoryRoot.Path}/eng/ParserWorker.targets" />
                  <Target Name="ResolveProjectReferences">
                    <ItemGroup><ParserWorkerAssembly Include="$(MSBuildProjectDirectory)/asynccrawler-parser-worker.dll" /></ItemGroup>
                  </Target>
                </Project>
                """, TestContext.Current.CancellationToken);
            var (code, answer) = await AskBuildAsync(project, "-t:AddParserWorkerFiles", "-getItem:ContentWithTargetPath");

            Assert.True(code == 0, answer);
            using var items = JsonDocument.Parse(answer);
            var targets = items.RootElement.GetProperty("Items").GetProperty("ContentWithTargetPath").EnumerateArray().Select(item => item.GetProperty("TargetPath").GetString());
            Assert.Equal(worker.Select(name => $"parser-worker/{name}").Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Answer)> AskBuildAsync(params string[] questions)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", .. questions]) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true };
        using var asked = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var answer = await asked.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asked.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (asked.ExitCode, answer);
    }
}
