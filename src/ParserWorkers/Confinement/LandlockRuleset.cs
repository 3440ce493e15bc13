using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct landlock_ruleset_attr</c>: what is forbidden unless a rule allows it.</summary>
/// <param name="FileRights">Ways to use files.</param>
/// <param name="NetworkRights">Ways to use TCP ports.</param>
/// <param name="Scopes">Ways out to other processes.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct LandlockRuleset(ulong FileRights, ulong NetworkRights, ulong Scopes)
{
    /// <summary>Everything that the kernel's Landlock knows to forbid; a bit that it does not know would be an error.</summary>
    /// <param name="version">The version of its interface, at least 1.</param>
    public static LandlockRuleset Everything(int version) => new(
        (1UL << version switch { 1 => 13, 2 => 14, 3 or 4 => 15, _ => 16 }) - 1,
        NetworkRights: version >= 4 ? 0b11UL : 0,
        // Signals only from version 7: before it (Linux 6.15) a thread in the domain could not signal those of its own process that
        // started before, and the garbage collector signals the threads that it stops.
        Scopes: version switch { >= 7 => 0b11, 6 => 0b01, _ => 0 });
}
