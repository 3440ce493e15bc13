using System.Diagnostics;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Processes that are not our children.</summary>
internal static class Processes
{
    // Promises P07: two seconds. The rest is for a machine that does other things too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2 + 8);

    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start.");

    public static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>Waits until a process is gone, and fails when it stays.</summary>
    public static async Task EndAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Process {id} still lives.");
        }
    }
}
