using System.Diagnostics;
using System.Globalization;

namespace AsyncCrawler.Benchmarks;

/// <summary>This program once more as a server, in a process of its own, so that its processor time is nobody's. It ends when its standard input does.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="verb">Which server it is to be.</param>
    /// <param name="numbers">What that server is told.</param>
    public static ServerProcess Start(string verb, params int[] numbers)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        }

        start.ArgumentList.Add(verb);
        foreach (var number in numbers)
        {
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException($"The {verb} did not start."));
    }

    /// <summary>Waits for a line of its output.</summary>
    public string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server ended.");

    /// <summary>Writes an empty line, and waits for the answer.</summary>
    public string Ask()
    {
        _process.StandardInput.WriteLine();
        return ReadLine();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
