using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct sock_fprog</c>: a filter as the kernel takes it.</summary>
/// <param name="Length">The number of instructions.</param>
/// <param name="Instructions">Where they are.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FilterProgram(ushort Length, nint Instructions);
