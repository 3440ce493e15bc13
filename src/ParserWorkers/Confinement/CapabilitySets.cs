using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>
/// Two <c>struct __user_cap_data_struct</c>, of which the second holds the capabilities from number 32 on: what a thread may
/// do, what it may take, and what it hands on to a program.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CapabilitySets(
    uint Effective, uint Permitted, uint Inheritable, uint HighEffective, uint HighPermitted, uint HighInheritable)
{
    /// <summary>True when there is no capability in any of the sets.</summary>
    public bool AreEmpty => this == default;

    /// <summary>What the thread may take, as <c>/proc/self/status</c> writes it.</summary>
    public string PermittedText => $"{HighPermitted:x8}{Permitted:x8}";
}
