using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>
/// What a process can give up by a word to the kernel, with no program in front of it that says the word for it: each such
/// program would cost a millisecond of every start.
/// </summary>
internal static class ProcessWalls
{
    // PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, SIGKILL.
    private const int SetDeathSignal = 1;
    private const int SetNoNewPrivileges = 38;
    private const int KillSignal = 9;

    // RLIMIT_CORE and RLIMIT_NOFILE of every processor that .NET runs on.
    private const int CoreResource = 4;
    private const int FilesResource = 7;

    // The runtime keeps every assembly that it has loaded open, some twice: a worker that has read pages and a compressed
    // sitemap holds more than 64 files without having opened one itself.
    private const int MaxFiles = 256;

    // _LINUX_CAPABILITY_VERSION_3.
    private const uint CapabilityVersion = 0x2008_0522;

    /// <summary>Builds the walls; none of them can be taken down.</summary>
    /// <returns>One layer each, in the order of <see cref="ConfinementLayer.Names"/>.</returns>
    public static ConfinementLayer[] Build()
    {
        var noNewPrivileges = Layer(ConfinementLayer.NoNewPrivileges, Kernel.Control(SetNoNewPrivileges, 1, 0, 0, 0), "prctl");
        return
        [
            // A terminal's Ctrl-C reaches every process of its session: the first one must drain, not kill, the workers.
            Layer(ConfinementLayer.OwnSession, Kernel.BeginSession(), "setsid"),
            LimitResources(),
            noNewPrivileges,

            // A parent that ended before this is seen by the end of the input.
            Layer(ConfinementLayer.DiesWithParent, Kernel.Control(SetDeathSignal, KillSignal, 0, 0, 0), "prctl"),
            LookForCapabilities(noNewPrivileges.IsActive),
        ];
    }

    private static ConfinementLayer LimitResources()
    {
        var result = Kernel.SetLimit(CoreResource, new ResourceLimit(0, 0));
        return Layer(ConfinementLayer.ResourceLimits, result < 0 ? result : Kernel.SetLimit(FilesResource, new ResourceLimit(MaxFiles, MaxFiles)), "setrlimit");
    }

    // A thread can only give up its own, and the runtime has started some by now: so they must have gone with the start of the
    // program. Which can only be seen here, and is the same for all threads.
    private static ConfinementLayer LookForCapabilities(bool canGetNone)
    {
        var header = new CapabilityHeader(CapabilityVersion, 0);
        if (Kernel.GetCapabilities(ref header, out var sets) < 0)
        {
            return new(ConfinementLayer.NoCapabilities, false, $"capget: {Kernel.LastError}");
        }

        return (sets.AreEmpty, canGetNone) switch
        {
            (true, true) => new(ConfinementLayer.NoCapabilities, true, "it holds none and can get none"),
            (true, false) => new(ConfinementLayer.NoCapabilities, false, "it holds none, but could get some"),
            _ => new(ConfinementLayer.NoCapabilities, false, $"it holds {sets.PermittedText}, which setpriv could not take away"),
        };
    }

    private static ConfinementLayer Layer(string name, int result, string call) =>
        result < 0 ? new(name, false, $"{call}: {Kernel.LastError}") : new(name, true, call);
}
