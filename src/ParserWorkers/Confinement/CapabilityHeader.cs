using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct __user_cap_header_struct</c>: whose capabilities, and in which form.</summary>
/// <param name="Version">The form; the kernel writes its own here when it does not know this one.</param>
/// <param name="Process">The thread; 0 is the calling one.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CapabilityHeader(uint Version, int Process);
