using System.Diagnostics;

namespace AsyncCrawler.Host.Bench;

/// <summary>A program of ours in a process of its own; leaving it ends the process.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private static readonly TimeSpan SamplingTime = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts one of the assemblies beside this one.</summary>
    /// <param name="assembly">Its file name.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ChildProgram Start(string assembly, IReadOnlyList<string> arguments)
    {
        // With the same dotnet as this process, wherever that is installed.
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : DotnetOfRuntime();
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProgram(Process.Start(start) ?? throw new IOException($"{host} does not start."));
    }

    /// <summary>Waits for one line of its output.</summary>
    /// <exception cref="IOException">It ended without one; the message is what it said.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new IOException(await _errors);

    /// <summary>Waits for its end.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The last line of its output, and the largest resident memory of it and its children.</returns>
    /// <exception cref="IOException">It did not end well; the message is what it said.</exception>
    public async Task<(string LastLine, long PeakBytes)> WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var reading = ReadLastLineAsync(cancellationToken);
        var peak = 0L;
        while (await Task.WhenAny(reading, Task.Delay(SamplingTime, time, cancellationToken)) != reading)
        {
            cancellationToken.ThrowIfCancellationRequested();
            peak = Math.Max(peak, ProcessFacts.ResidentBytes(_process.Id));
        }

        var line = await reading;
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0 ? (line, peak) : throw new IOException(await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/ lies three folders below the program.
    private static string DotnetOfRuntime() =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private async Task<string> ReadLastLineAsync(CancellationToken cancellationToken)
    {
        var last = "";
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            last = line;
        }

        return last;
    }
}
