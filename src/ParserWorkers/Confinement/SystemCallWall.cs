using System.Runtime.InteropServices;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>Has the kernel refuse calls (seccomp(2)). It holds for every thread of the process, also for those of the runtime.</summary>
internal static class SystemCallWall
{
    // SECCOMP_SET_MODE_FILTER, and SECCOMP_FILTER_FLAG_TSYNC: all threads at once, or none.
    private const int SetModeFilter = 1;
    private const int AllThreads = 1;

    /// <summary>Builds the wall; it cannot be taken down. To be called with no new privileges.</summary>
    public static ConfinementLayer Build()
    {
        FilterArchitecture? architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => FilterArchitecture.X64,
            Architecture.Arm64 => FilterArchitecture.Arm64,
            _ => null,
        };
        return architecture is { } known && SystemCalls.Seccomp.On(known) is { } seccomp
            ? Build(seccomp, SystemCallFilter.For(known))
            : Layer(false, $"the call numbers of {RuntimeInformation.ProcessArchitecture} are not known to it");
    }

    private static ConfinementLayer Build(int seccomp, FilterInstruction[] filter)
    {
        var pinned = GCHandle.Alloc(filter, GCHandleType.Pinned);
        try
        {
            var program = new FilterProgram((ushort)filter.Length, pinned.AddrOfPinnedObject());
            return Kernel.SetFilter(seccomp, SetModeFilter, AllThreads, program) switch
            {
                0 => Layer(true, $"seccomp, {filter.Length} instructions"),
                < 0 => Layer(false, $"seccomp: {Kernel.LastError}"),
                var thread => Layer(false, $"seccomp: thread {thread} has another filter"),
            };
        }
        finally
        {
            pinned.Free();
        }
    }

    private static ConfinementLayer Layer(bool isActive, string detail) => new(ConfinementLayer.SystemCalls, isActive, detail);
}
