namespace AsyncCrawler.Parsing;

/// <summary>A parser process: the pool's name for its place, and the process in it now.</summary>
/// <param name="Name">For example <c>parser-1</c>; the same after the process was replaced.</param>
/// <param name="ProcessId">The process id.</param>
public sealed record WorkerIdentity(string Name, int ProcessId);
