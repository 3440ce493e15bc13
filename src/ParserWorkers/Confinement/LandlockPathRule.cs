using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct landlock_path_beneath_attr</c>, which is packed: what is allowed at and below a file or folder.</summary>
/// <param name="Rights">What is allowed.</param>
/// <param name="Parent">A descriptor of the file or folder.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct LandlockPathRule(ulong Rights, int Parent);
