using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct rlimit</c>: how much of a resource a process may use.</summary>
/// <param name="Current">What holds.</param>
/// <param name="Highest">What the process may raise it to.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ResourceLimit(nuint Current, nuint Highest);
