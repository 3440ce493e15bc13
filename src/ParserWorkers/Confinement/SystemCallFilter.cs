namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>
/// The program that the kernel runs before each call. It lists what is refused and not what is allowed: a list of what a
/// runtime may need would break with its next update, on somebody else's machine.
/// </summary>
internal static class SystemCallFilter
{
    /// <summary><c>SECCOMP_RET_ALLOW</c>.</summary>
    public const uint Allow = 0x7FFF_0000;

    /// <summary><c>SECCOMP_RET_ERRNO</c> with <c>EPERM</c>: the caller hears a refusal and lives on.</summary>
    public const uint Refuse = 0x0005_0000 | 1;

    /// <summary><c>SECCOMP_RET_ERRNO</c> with <c>ENOSYS</c>.</summary>
    public const uint Hide = 0x0005_0000 | 38;

    // struct seccomp_data: int nr, u32 arch, u64 instruction_pointer, u64 args[6]. Both processors are little-endian, so the
    // lower half of an argument comes first, and all flags lie in it.
    private const uint Number = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint ArgumentLength = 8;

    // On x86-64 the same calls exist a second time under numbers with this bit (the x32 interface). No number of arm64 has it.
    private const uint X32 = 0x4000_0000;

    // CLONE_THREAD, which a new process does not have.
    private const uint NewThread = 0x0001_0000;

    // O_WRONLY, O_RDWR, O_CREAT, O_TRUNC; O_TMPFILE needs one of the first two.
    private const uint Writing = 0x01 | 0x02 | 0x40 | 0x200;

    /// <summary>The program for a processor.</summary>
    // Loops and no LINQ: this runs before the first page, and a generic method over a structure costs its compilation.
    public static FilterInstruction[] For(FilterArchitecture architecture)
    {
        var program = new List<FilterInstruction>
        {
            // A 64-bit process may also use the calls of 32-bit programs, which have other numbers.
            FilterInstruction.Load(Architecture),
            FilterInstruction.UnlessEqual((uint)architecture),
            FilterInstruction.End(Refuse),
            FilterInstruction.Load(Number),
            FilterInstruction.IfAtLeast(X32),
            FilterInstruction.End(Refuse),
        };
        AddAlways(program, SystemCalls.Hidden, architecture, Hide);
        AddAlways(program, SystemCalls.Refused, architecture, Refuse);
        AddByFlags(program, SystemCalls.Clone.On(architecture), 0, NewThread, Allow, Refuse);
        AddByFlags(program, SystemCalls.Open.On(architecture), 1, Writing, Refuse, Allow);
        AddByFlags(program, SystemCalls.OpenAt.On(architecture), 2, Writing, Refuse, Allow);
        program.Add(FilterInstruction.End(Allow));
        return program.ToArray();
    }

    private static void AddAlways(List<FilterInstruction> program, SystemCall[] calls, FilterArchitecture architecture, uint verdict)
    {
        foreach (var call in calls)
        {
            if (call.On(architecture) is { } number)
            {
                program.Add(FilterInstruction.IfEqual((uint)number, 1));
                program.Add(FilterInstruction.End(verdict));
            }
        }
    }

    private static void AddByFlags(List<FilterInstruction> program, int? number, uint argument, uint flags, uint withOne, uint withNone)
    {
        if (number is { } known)
        {
            program.Add(FilterInstruction.IfEqual((uint)known, 4));
            program.Add(FilterInstruction.Load(FirstArgument + (argument * ArgumentLength)));
            program.Add(FilterInstruction.IfAnyBit(flags));
            program.Add(FilterInstruction.End(withOne));
            program.Add(FilterInstruction.End(withNone));
        }
    }
}
