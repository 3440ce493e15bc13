using System.Diagnostics;
using System.Text.RegularExpressions;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.MockSite.Tests.Stubs;

/// <summary>Another server on a folder of stubs, as a process that ends with the test.</summary>
internal sealed partial class StubServerProcess : IAsyncDisposable
{
    private const string JarVariable = "ASYNCCRAWLER_WIREMOCK_JAR";
    private const string NetVariable = "ASYNCCRAWLER_WIREMOCK_NET";

    private readonly Process _process;

    private StubServerProcess(Process process, Uri address, IReadOnlySet<string> leftOut)
    {
        _process = process;
        Address = address;
        LeftOut = leftOut;
    }

    public Uri Address { get; }

    /// <summary>Names of the stubs that the server said it cannot serve.</summary>
    public IReadOnlySet<string> LeftOut { get; }

    /// <summary>Starts WireMock, the Java server; skips the running test where Java or the jar is absent.</summary>
    public static Task<StubServerProcess> StartWireMockAsync(string folder)
    {
        var build = Path.Combine(RepositoryRoot.Path, "artifacts", "wiremock", "node_modules", "wiremock", "build");
        var jar = Environment.GetEnvironmentVariable(JarVariable) is { Length: > 0 } configured
            ? configured
            : Directory.Exists(build) ? Directory.EnumerateFiles(build, "*.jar").FirstOrDefault() ?? build : build;
        Assert.SkipUnless(File.Exists(jar), $"WireMock is absent ({jar}); run eng/install-wiremock.sh or set {JarVariable}.");
        Assert.SkipUnless(HasProgram("java"), "Java is absent.");
        return StartAsync(["java", "-jar", jar, "--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder]);
    }

    /// <summary>Starts the mock site on WireMock.Net; skips the running test where that build is absent.</summary>
    public static Task<StubServerProcess> StartWireMockNetAsync(string folder)
    {
        var built = Path.Combine(RepositoryRoot.Path, "artifacts", "wiremock-net", "bin", "MockSite", "release", "mock-site.dll");
        var program = Environment.GetEnvironmentVariable(NetVariable) is { Length: > 0 } configured ? configured : built;
        Assert.SkipUnless(File.Exists(program), $"The mock site on WireMock.Net is absent ({program}); run eng/build-wiremock-net.sh or set {NetVariable}.");
        return StartAsync(["dotnet", program, "--engine", "wiremock.net", "--port", "0", "--mappings", folder]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<StubServerProcess> StartAsync(string[] command)
    {
        // One stream, so that what was left out is told before the address.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" 2>&1", "sh", .. command]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var told = new List<string>();
        var leftOut = new HashSet<string>();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                told.Add(line);
                if (LeftOutLine().Match(line) is { Success: true } stub)
                {
                    leftOut.Add(stub.Groups[1].Value);
                }
                else if (PortLine().Match(line) is { Success: true } match)
                {
                    // What follows must be read, or the server stops when the pipe is full.
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new StubServerProcess(process, new Uri($"http://127.0.0.1:{match.Groups[1].Value}/"), leftOut);
                }
            }

            throw new InvalidOperationException($"{command[0]} did not start:\n{string.Join('\n', told)}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    private static bool HasProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    [GeneratedRegex(@"^(?:port:\s+|Serving http://127\.0\.0\.1:)(\d+)")]
    private static partial Regex PortLine();

    [GeneratedRegex("^mock-site: left out ([^:]+):")]
    private static partial Regex LeftOutLine();
}
