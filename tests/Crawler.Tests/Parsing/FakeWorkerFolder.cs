using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>A folder of links to the fake worker, named by how it shall start; no other test has the folder, so its processes can be told from theirs.</summary>
public sealed class FakeWorkerFolder : IDisposable
{
    public const string Obedient = "fake-parser-worker";

    // Long enough for any machine: where time is not the subject, it must not be the reason of a failure.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fake-worker-");

    public FakeWorkerFolder() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The fake worker misbehaves in Linux's ways.");

    /// <summary>The fake worker itself, in the output of its own project.</summary>
    public static string Executable { get; } = Path.Combine(
        RepositoryRoot.Path, "tests", "FakeWorker", "bin", BuildFolder(1), BuildFolder(0), Obedient);

    /// <summary>A path in the folder where nothing is.</summary>
    public string NewPath(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A link to the fake worker.</summary>
    public string Link(string name)
    {
        var path = NewPath(name);
        File.CreateSymbolicLink(path, Executable);
        return path;
    }

    /// <summary>Options for one worker and no spare, that never run into a time-out.</summary>
    public ParserPoolOptions Options(string name = Obedient) => new()
    {
        WorkerPath = Link(name),
        Workers = 1,
        WarmSpares = 0,
        DocumentTimeout = Never,
        StartTimeout = Never,
        StartAttempts = 2,
        StartPause = TimeSpan.FromMilliseconds(1),
    };

    public static ParserPool Pool(ParserPoolOptions options, ILogger<ParserPool>? logger = null) =>
        new(options, TimeProvider.System, logger ?? NullLogger<ParserPool>.Instance);

    public static async Task<ParserPool> StartAsync(ParserPoolOptions options, ILogger<ParserPool>? logger = null)
    {
        var pool = Pool(options, logger);
        await pool.StartAsync(TestContext.Current.CancellationToken);
        return pool;
    }

    /// <summary>The processes that were started through a link in this folder and still live.</summary>
    public IReadOnlyList<int> LiveProcesses() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && CommandLineOf(id).Contains(_folder.FullName, StringComparison.Ordinal)),
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    private static string CommandLineOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // The tests lie in bin/<configuration>/<framework>/, and so does the fake worker.
    private static string BuildFolder(int fromEnd) =>
        AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^(1 + fromEnd)];
}
