using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>
/// The kernel's own interface, where the base library has none. One declaration for each shape of arguments: all are words or
/// pinned memory, so that the marshaller has nothing to copy.
/// </summary>
internal static class Kernel
{
    // DllImport and not LibraryImport: the generated code of the latter is unsafe, and this project allows none.
    private const string Library = "libc";

    /// <summary>The last error of this thread in the system's words.</summary>
    public static string LastError => Marshal.GetLastPInvokeErrorMessage();

    [DllImport(Library, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Call(nint number, nint first, nint second, nint third);

    [DllImport(Library, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint CreateRuleset(nint number, in LandlockRuleset attributes, nint size, nint flags);

    [DllImport(Library, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint AddRule(nint number, nint ruleset, nint type, in LandlockPathRule rule, nint flags);

    [DllImport(Library, EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint SetFilter(nint number, nint operation, nint flags, in FilterProgram program);

    [DllImport(Library, EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int operation, nint second, nint third, nint fourth, nint fifth);

    [DllImport(Library, EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BeginSession();

    [DllImport(Library, EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetLimit(int resource, in ResourceLimit limit);

    [DllImport(Library, EntryPoint = "capget", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int GetCapabilities(ref CapabilityHeader header, out CapabilitySets sets);

    // The path is ASCII or what the runtime itself made of the bytes: UTF-8 on every Linux.
    [DllImport(Library, EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport(Library, EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern void Exit(int status);

    [DllImport(Library, EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int descriptor);
}
