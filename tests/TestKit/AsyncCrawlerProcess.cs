using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Xunit;

namespace AsyncCrawler.TestKit;

/// <summary>The built program as a process, its output collected line by line. Disposing kills it with its children.</summary>
public sealed class AsyncCrawlerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];

    // Needs no disposing: a line may still come while this is disposed.
    private readonly Channel<bool> _lineCame = Channel.CreateUnbounded<bool>();

    private AsyncCrawlerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string[] Output => Copy(_output);

    public string[] Errors => Copy(_errors);

    /// <summary>Both, for the message of a failed assertion.</summary>
    public string AllText => string.Join('\n', [.. Output, "--- standard error", .. Errors]);

    public static AsyncCrawlerProcess Start(params IEnumerable<string> arguments)
    {
        var start = ProgramUnderTest.CreateStart(arguments);
        start.RedirectStandardInput = true;
        return Start(start);
    }

    /// <summary>Runs it behind a shell, for what only a shell can do to a pipe.</summary>
    /// <param name="script">The script; <c>"$0"</c> is the program.</param>
    /// <param name="arguments">Become <c>"$1"</c> and so on.</param>
    public static AsyncCrawlerProcess StartInShell(string script, params IEnumerable<string> arguments)
    {
        var start = ProgramUnderTest.CreateShellStart(script, arguments);
        start.RedirectStandardInput = true;
        return Start(start);
    }

    public void Signal(string name) => Signal(name, _process.Id);

    /// <summary>Sends a signal to any process.</summary>
    public static void Signal(string name, int processId)
    {
        using var kill = Process.Start("kill", ["-" + name, processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The processes whose parent this one is, now.</summary>
    public IReadOnlyList<int> Children()
    {
        var path = $"/proc/{_process.Id}/task";
        return Directory.Exists(path)
            ? [.. Directory.EnumerateDirectories(path).SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)]
            : [];
    }

    /// <summary>Waits for a line of either stream; of standard output alone when its first lines are not meant.</summary>
    public async Task WaitForLineAsync(string part, int after = 0)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!Output.Skip(after).Concat(after == 0 ? Errors : []).Any(line => line.Contains(part, StringComparison.Ordinal)))
        {
            Assert.False(_process.HasExited, $"The program ended before it said '{part}':\n{AllText}");
            await _lineCame.Reader.ReadAsync(timeout.Token);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static AsyncCrawlerProcess Start(ProcessStartInfo start)
    {
        // What is set where the tests run must not decide how they end.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASYNCCRAWLER__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        var running = new AsyncCrawlerProcess(new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.Add(running._output, line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Add(running._errors, line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        running._process.StandardInput.Close();
        return running;
    }

    private void Add(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }

        _lineCame.Writer.TryWrite(true);
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }
}
