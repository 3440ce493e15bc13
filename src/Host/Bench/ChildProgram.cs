using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Host.Bench;

/// <summary>A program of ours in a process of its own; leaving it ends the process.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly BenchTask _task;
    private readonly Task<string> _errors;

    private ChildProgram(Process process, BenchTask task)
    {
        _process = process;
        _task = task;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one of the programs beside this one.</summary>
    /// <param name="task">What it is to do.</param>
    /// <exception cref="IOException">It does not start; the message says why.</exception>
    public static ChildProgram Start(BenchTask task)
    {
        string[] command = [.. CommandFor(task.Program), .. task.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (RuntimeFolder() is { } runtime)
        {
            start.Environment["DOTNET_ROOT"] = runtime;
        }

        foreach (var (name, value) in task.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProgram(Process.Start(start) ?? throw new IOException($"{command[0]} does not start."), task);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new IOException($"{command[0]} cannot be started: {error.Message}.", error);
        }
    }

    /// <summary>Gives it its input and waits for its end.</summary>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What it says that it took.</returns>
    /// <exception cref="IOException">It did not end well; the message is what it said.</exception>
    public async Task<(long Pages, long Bytes)> WaitAsync(CancellationToken cancellationToken)
    {
        var reading = ReadLastLineAsync(cancellationToken);
        await FeedAsync(cancellationToken);
        var line = await reading;
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0 ? _task.ReadLastLine(line) : throw new IOException($"{_task.Program} ended with {_process.ExitCode}: {(await _errors).Trim()}");
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

    // The executable where there is one, which a native program always is; what was installed as a tool has none.
    private static string[] CommandFor(string program)
    {
        var path = Path.Combine(AppContext.BaseDirectory, program);
        var executable = OperatingSystem.IsWindows() ? path + ".exe" : path;
        return File.Exists(executable) || RuntimeFolder() is not { } runtime ? [executable] : [Path.Combine(runtime, "dotnet"), path + ".dll"];
    }

    /// <summary>The folder of the dotnet that runs this program, so that its children find the same; null when the program carries its own.</summary>
    private static string? RuntimeFolder()
    {
        // …/dotnet/shared/Microsoft.NETCore.App/10.0.0/ lies three folders below the program.
        var folder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Directory.Exists(Path.Combine(folder, "host", "fxr")) ? folder : null;
    }

    private async Task FeedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(_task.Input, cancellationToken);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read all; how it ended says why.
        }
    }

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
