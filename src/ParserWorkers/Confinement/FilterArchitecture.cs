using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>The processors whose call numbers are known here, by the kernel's number for them (<c>AUDIT_ARCH_…</c>).</summary>
[SuppressMessage("Design", "CA1028", Justification = "The kernel's own numbers, which do not fit an int.")]
internal enum FilterArchitecture : uint
{
    /// <summary>x86-64.</summary>
    X64 = 0xC000_003E,

    /// <summary>arm64, little-endian.</summary>
    Arm64 = 0xC000_00B7,
}
