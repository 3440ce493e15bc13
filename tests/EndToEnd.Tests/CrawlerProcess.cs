using System.Diagnostics;
using System.Globalization;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>The built program as a process, to be killed. What it prints is kept for the message of a failed assertion.</summary>
internal sealed class CrawlerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CrawlerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="fault">Where it kills itself, for example <c>CommitBegun:3</c>; null when it does not.</param>
    public static CrawlerProcess Start(IEnumerable<string> arguments, string? fault = null)
    {
        var start = ProgramUnderTest.CreateStart(arguments);

        // What is set where the tests run must not decide how they end.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASYNCCRAWLER_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (fault is not null)
        {
            start.Environment[FaultPoints.Variable] = fault;
        }

        return new CrawlerProcess(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."));
    }

    /// <summary>Kills it as <c>kill -9</c> does; its children are left to notice.</summary>
    public void Kill() => _process.Kill();

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits for its end and tells all that it said.</summary>
    public async Task<string> ReadAllAsync() => $"{await _output}\n{await _errors}";

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
