using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Waits on a thread of its own until nobody has the other end of standard input any more, whatever this process does
/// meanwhile and whatever still lies in the pipe.
/// </summary>
internal static class EndOfInputWatch
{
    // poll(2): hang-up and error are told without being asked for.
    private const short Error = 0x8;
    private const short HangUp = 0x10;
    private const int Forever = -1;
    private const int Interrupted = 4;

    /// <summary>True where the operating system can tell.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Starts the thread.</summary>
    /// <param name="onEnd">Told on it, once.</param>
    public static void Start(Action onEnd) => new Thread(() => Wait(onEnd)) { IsBackground = true, Name = "end of input" }.Start();

    private static void Wait(Action onEnd)
    {
        var input = default(Descriptor);
        int found;
        do
        {
            found = Poll(ref input, 1, Forever);
        }
        while (found == 0 || (found < 0 && Marshal.GetLastPInvokeError() == Interrupted));

        if (found > 0 && (input.Found & (HangUp | Error)) != 0)
        {
            onEnd();
        }
    }

    // DllImport and not LibraryImport: the generated code of the latter is unsafe, and this project allows none.
    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Descriptor descriptors, nuint count, int timeout);

    /// <summary><c>struct pollfd</c>; number 0 is standard input.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int Number;
        public short Wanted;
        public short Found;
    }
}
