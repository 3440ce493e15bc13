using System.Runtime.InteropServices;

namespace AsyncCrawler.FakeWorker;

/// <summary>Ways to harm oneself that the base library does not offer.</summary>
internal static class Libc
{
    public const int KillSignal = 9;
    public const int StopSignal = 19;

    public static void SignalSelf(int signal) => _ = Kill(Environment.ProcessId, signal);

    /// <summary>Writes to address 0 from native code, where the runtime makes no exception of it.</summary>
    public static void MakeSegmentationFault() => _ = SetMemory(IntPtr.Zero, 0, 1);

    /// <summary>Replaces this process by another program, without a new process; so it returns only when that was refused.</summary>
    public static string Become(string path) => $"error {(Execute(path, IntPtr.Zero, IntPtr.Zero) == 0 ? 0 : Marshal.GetLastPInvokeError())}";

    /// <summary>Asks whether another process could be signalled (kill(2): signal 0 is only checked).</summary>
    public static string Probe(int process) => Kill(process, 0) == 0 ? "done" : $"error {Marshal.GetLastPInvokeError()}";

    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute([MarshalAs(UnmanagedType.LPUTF8Str)] string path, IntPtr arguments, IntPtr environment);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "memset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr SetMemory(IntPtr address, int value, nint length);
}
