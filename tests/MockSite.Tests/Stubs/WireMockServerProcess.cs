using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.MockSite.Tests.Stubs;

/// <summary>WireMock itself, the Java server, on a folder of stubs; ends with the test.</summary>
internal sealed partial class WireMockServerProcess : IAsyncDisposable
{
    private const string Variable = "ASYNCCRAWLER_WIREMOCK_JAR";

    private readonly Process _process;

    private WireMockServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts WireMock; skips the running test where Java or the jar is absent.</summary>
    public static async Task<WireMockServerProcess> StartAsync(string folder)
    {
        var process = StartJava(["-jar", FindJar(), "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder]);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (PortLine().Match(line) is { Success: true } match)
                {
                    // What follows must be read, or the server stops when the pipe is full.
                    process.BeginErrorReadLine();
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new WireMockServerProcess(process, new Uri($"http://127.0.0.1:{match.Groups[1].Value}/"));
                }
            }

            throw new InvalidOperationException($"WireMock did not start: {await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static Process StartJava(IEnumerable<string> arguments)
    {
        try
        {
            var start = new ProcessStartInfo("java", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            return Process.Start(start) ?? throw new InvalidOperationException("Java did not start.");
        }
        catch (Win32Exception)
        {
            Assert.Skip("Java is absent.");
            throw;
        }
    }

    private static string FindJar()
    {
        var build = Path.Combine(RepositoryRoot.Path, "artifacts", "wiremock", "node_modules", "wiremock", "build");
        var jar = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured
            ? configured
            : Directory.Exists(build) ? Directory.EnumerateFiles(build, "*.jar").FirstOrDefault() ?? build : build;
        Assert.SkipUnless(File.Exists(jar), $"WireMock is absent ({jar}); run eng/install-wiremock.sh or set {Variable}.");
        return jar;
    }

    [GeneratedRegex(@"^port:\s+(\d+)")]
    private static partial Regex PortLine();
}
