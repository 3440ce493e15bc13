using System.Diagnostics;
using System.Text;
using AsyncCrawler.MockSite;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The curl examples of docs/api.md, run as they stand against the real service.</summary>
public sealed class ApiExamplesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Examples_OfTheApiDocument_DoWhatTheySay()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl") && File.Exists("/bin/bash"), "The examples need curl and bash.");
        var folder = Directory.CreateTempSubdirectory("asynccrawler-examples-");
        await using var site = await MockSiteServer.StartAsync(new MockSiteOptions { Pages = 50, Mappings = null }, Token);
        using var service = await ServiceProcess.StartAsync(Path.Combine(folder.FullName, "data"));

        var (exitCode, output, errors) = await RunAsync(folder.FullName, service.Client.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? "", site.BaseAddress.AbsoluteUri);

        Assert.True(exitCode == 0, $"{output}\n{errors}");
        var statuses = errors.Split('\n').Where(line => line.StartsWith("STATUS ", StringComparison.Ordinal)).Select(line => line["STATUS ".Length..]).ToList();

        // Exactly one example shows a request that is refused.
        Assert.Equal("400", Assert.Single(statuses, status => status[0] != '2'));
        Assert.Equal(17, statuses.Count);
        Assert.Contains("event: state", output, StringComparison.Ordinal);
        Assert.NotEmpty(File.ReadAllText(Path.Combine(folder.FullName, "pages.csv")));
        folder.Delete(recursive: true);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, string service, string site)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "api.md"), Token);
        var script = new StringBuilder("set -eu\ncurl() { command curl \"$@\" -w '%{stderr}STATUS %{http_code}\\n'; }\n");
        foreach (var block in document.Split("```sh\n")[1..])
        {
            script.Append(block.Split("```")[0]);
        }

        var start = new ProcessStartInfo("/bin/bash", ["-c", script.ToString()]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BASE"] = service;
        start.Environment["SITE"] = site;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("There is no bash.");
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await errors);
    }
}
