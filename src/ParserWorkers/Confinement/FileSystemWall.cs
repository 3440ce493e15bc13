using System.Runtime.InteropServices;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>
/// Has the kernel hide the files that a parser does not need (landlock(7)): nothing can be written or executed, and read only the
/// program, its runtime and the system's libraries. It holds for the calling thread and those that it starts from now on.
/// </summary>
internal static class FileSystemWall
{
    // The same numbers on every processor.
    private const int CreateRuleset = 444;
    private const int AddRule = 445;
    private const int RestrictSelf = 446;

    // LANDLOCK_CREATE_RULESET_VERSION, LANDLOCK_RULE_PATH_BENEATH, LANDLOCK_ACCESS_FS_READ_FILE.
    private const int AskVersion = 1;
    private const int PathBeneath = 1;
    private const ulong ReadFile = 1 << 2;

    // O_PATH | O_CLOEXEC: a name for the file, and no right to it.
    private const int NameOnly = 0x20_0000 | 0x8_0000;

    // Libraries are loaded when they are first used: some only with the first compressed sitemap. The collector looks
    // at the memory of this process, of its control group and of the machine before each collection.
    private static readonly string[] SystemPaths =
    [
        "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache",
        "/dev/null", "/dev/urandom", "/proc/self", "/proc/meminfo", "/sys/fs/cgroup",
    ];

    /// <summary>Builds the wall; it cannot be taken down. To be called with no new privileges.</summary>
    public static ConfinementLayer Build()
    {
        var version = (int)Kernel.Call(CreateRuleset, 0, 0, AskVersion);
        if (version < 1)
        {
            return Layer(false, $"Landlock: {Kernel.LastError}");
        }

        var everything = LandlockRuleset.Everything(version);
        var ruleset = (int)Kernel.CreateRuleset(CreateRuleset, everything, Marshal.SizeOf<LandlockRuleset>(), 0);
        if (ruleset < 0)
        {
            return Layer(false, $"Landlock: {Kernel.LastError}");
        }

        try
        {
            return AllowReading(ruleset) && Kernel.Call(RestrictSelf, ruleset, 0, 0) == 0
                ? Layer(true, $"Landlock, version {version}")
                : Layer(false, $"Landlock: {Kernel.LastError}");
        }
        finally
        {
            _ = Kernel.Close(ruleset);
        }
    }

    private static bool AllowReading(int ruleset) =>
        SystemPaths.Append(RuntimeEnvironment.GetRuntimeDirectory()).Append(AppContext.BaseDirectory).All(path => AllowReading(ruleset, path));

    private static bool AllowReading(int ruleset, string path)
    {
        var named = Kernel.Open(path, NameOnly);
        if (named < 0)
        {
            // Not every system has every one of them; what is absent need not be allowed.
            return true;
        }

        try
        {
            return Kernel.AddRule(AddRule, ruleset, PathBeneath, new LandlockPathRule(ReadFile, named), 0) == 0;
        }
        finally
        {
            _ = Kernel.Close(named);
        }
    }

    private static ConfinementLayer Layer(bool isActive, string detail) => new(ConfinementLayer.FileSystem, isActive, detail);
}
