namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>One parser in a line of <c>--json</c>.</summary>
/// <param name="Name">The pool's name for its place.</param>
/// <param name="Pid">The process in it; 0 while there is none.</param>
/// <param name="State"><c>starting</c>, <c>idle</c>, <c>busy</c> or <c>stopped</c>.</param>
/// <param name="Documents">Documents answered.</param>
/// <param name="Deaths">Processes that died.</param>
/// <param name="Retirements">Processes that were replaced in good health.</param>
internal sealed record ProgressWorker(string Name, int Pid, string State, long Documents, int Deaths, int Retirements);
