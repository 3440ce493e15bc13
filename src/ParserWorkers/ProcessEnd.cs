using AsyncCrawler.ParserWorkers.Confinement;

namespace AsyncCrawler.ParserWorkers;

/// <summary>How this process leaves: at once, and whatever state its runtime is in.</summary>
internal static class ProcessEnd
{
    /// <summary>Ends the process. Does not return.</summary>
    /// <param name="code">Why.</param>
    public static void Now(WorkerExitCode code)
    {
        // The runtime's own end waits for its threads, and forever for one that the system did not let it start (ulimit -u).
        // Nothing is lost without it: no stream of the worker holds anything back.
        if (OperatingSystem.IsLinux())
        {
            Kernel.Exit((int)code);
        }

        Environment.Exit((int)code);
    }
}
