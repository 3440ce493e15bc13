using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Api;

/// <summary>A parser process.</summary>
/// <param name="Name">The name of its place.</param>
/// <param name="Pid">The process; 0 while there is none.</param>
/// <param name="State">What it is doing, in one word.</param>
/// <param name="Documents">Documents answered by all processes of the place.</param>
/// <param name="Deaths">Processes of the place that died or were killed.</param>
internal sealed record WorkerView(string Name, int Pid, string State, long Documents, int Deaths)
{
    /// <summary>What callers see of a place.</summary>
    public static WorkerView Of(WorkerStatus status) =>
        new(status.Name, status.ProcessId, status.State.ToString().ToLowerInvariant(), status.Documents, status.Deaths);
}
