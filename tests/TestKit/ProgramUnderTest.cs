using System.Diagnostics;

namespace AsyncCrawler.TestKit;

/// <summary>The built program, and how to start it so that nothing outside decides how it ends.</summary>
public static class ProgramUnderTest
{
    // A test run in the background of a shell hands down ignored signals, and the program would rightly ignore them too.
    private static readonly string[] SignalReset = CanResetSignals() ? ["env", "--default-signal=INT,HUP"] : [];

    /// <summary>Beside the test's own binaries, unless <c>ASYNCCRAWLER_PROGRAM</c> names a published one.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("ASYNCCRAWLER_PROGRAM") ?? System.IO.Path.Combine(AppContext.BaseDirectory, "asynccrawler");

    /// <summary>What starts it, both outputs redirected; the process id is the program's own.</summary>
    public static ProcessStartInfo CreateStart(IEnumerable<string> arguments) => Create([Path, .. arguments]);

    /// <summary>What starts it from a script, both outputs redirected.</summary>
    /// <param name="script">For bash; <c>"$0"</c> is the program.</param>
    /// <param name="arguments">Become <c>"$1"</c> and so on.</param>
    public static ProcessStartInfo CreateShellStart(string script, IEnumerable<string> arguments) =>
        Create(["/bin/bash", "-c", script, Path, .. arguments]);

    private static ProcessStartInfo Create(IEnumerable<string> command)
    {
        string[] line = [.. SignalReset, .. command];
        return new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static bool CanResetSignals()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var probe = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT,HUP", "true"]) { RedirectStandardError = true });
        probe?.WaitForExit();
        return probe?.ExitCode == 0;
    }
}
