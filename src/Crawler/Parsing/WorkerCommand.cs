using System.Globalization;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>How a worker is started: the program behind its sandbox, and an environment that holds nothing of ours.</summary>
internal sealed record WorkerCommand
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program, and then its arguments.</summary>
    public required IReadOnlyList<string> Line { get; init; }

    /// <summary>The whole environment of the child.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What stands before the program.</summary>
    public required Sandbox Sandbox { get; init; }

    /// <summary>Finds the worker and puts the command together.</summary>
    /// <param name="options">Where the worker is, and its heap limit.</param>
    /// <param name="sandbox">What stands before it.</param>
    /// <exception cref="ParserUnavailableException">The worker is not there, or may not be executed.</exception>
    public static WorkerCommand For(ParserPoolOptions options, Sandbox sandbox)
    {
        var runtime = RuntimeFolder();
        return new WorkerCommand
        {
            Line = [.. sandbox.Prefix, .. WorkerLine(options.WorkerPath, runtime)],
            Environment = CleanEnvironment(options.HeapLimitBytes, runtime),
            Sandbox = sandbox,
        };
    }

    private static string[] WorkerLine(string? configured, string? runtime)
    {
        var path = configured is null ? DefaultPath() : Path.GetFullPath(configured);
        if (!File.Exists(path))
        {
            throw new ParserUnavailableException(
                $"The parser worker {path} is missing: import eng/ParserWorker.targets into the program's project, or name the worker in {ParserPoolOptions.Section}:{nameof(ParserPoolOptions.WorkerPath)}.");
        }

        if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return [runtime is null ? "dotnet" : Path.Combine(runtime, "dotnet"), path];
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & AnyExecute) == 0)
        {
            throw new ParserUnavailableException($"The parser worker {path} is not executable: chmod +x it.");
        }

        return [path];
    }

    // Beside this program; the executable where there is one, since it starts without asking where dotnet is.
    private static string DefaultPath()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "parser-worker", "asynccrawler-parser-worker");
        var executable = OperatingSystem.IsWindows() ? path + ".exe" : path;
        return !File.Exists(executable) && File.Exists(path + ".dll") ? path + ".dll" : executable;
    }

    private static Dictionary<string, string> CleanEnvironment(long heapLimit, string? runtime)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_GCHeapHardLimit"] = heapLimit.ToString("X", CultureInfo.InvariantCulture),
            // One heap per core, and a collector thread per heap, would only get into each other's way: the cores are shared.
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_gcConcurrent"] = "0",
            // 32 MB, an eighth of the heap: what a page leaves behind mostly dies before anybody looks.
            ["DOTNET_GCgen0size"] = "2000000",
            // No debugger's socket in /tmp, and no dump of hostile bytes on the disk.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
        };
        if (runtime is not null)
        {
            environment["DOTNET_ROOT"] = runtime;
        }

        if (OperatingSystem.IsWindows() && System.Environment.GetEnvironmentVariable("SystemRoot") is { } system)
        {
            environment["SystemRoot"] = system;
        }

        return environment;
    }

    /// <summary>The folder of the dotnet that runs this program, so that the worker finds the same; null when the program carries its own.</summary>
    private static string? RuntimeFolder()
    {
        var folder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory.Exists(Path.Combine(folder, "host", "fxr")) ? folder : null;
    }
}
