using AsyncCrawler.ParserWorkers.Confinement;

namespace AsyncCrawler.ParserWorkers.Tests.Confinement;

public sealed class SystemCallFilterTests
{
    // asm/unistd_64.h and asm-generic/unistd.h: what the runtime lives on.
    private static readonly int[] NeededX64 = [0, 1, 3, 9, 10, 11, 13, 14, 28, 39, 60, 186, 202, 228, 231, 234, 302, 318, 319, 324];
    private static readonly int[] NeededArm64 = [57, 63, 64, 93, 94, 98, 113, 131, 134, 135, 172, 178, 215, 222, 226, 233, 261, 278, 279, 283];

    public static TheoryData<uint> Architectures => [(uint)FilterArchitecture.X64, (uint)FilterArchitecture.Arm64];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Filter_OfEveryRefusedCall_SaysNotPermittedWhateverTheArguments(uint architecture)
    {
        var calls = SystemCalls.Refused.Select(call => call.On((FilterArchitecture)architecture)).OfType<int>().ToList();

        Assert.True(calls.Count > 70);
        Assert.All(calls, number => Assert.Equal(SystemCallFilter.Refuse, Run(architecture, number, ulong.MaxValue)));
        Assert.All(calls, number => Assert.Equal(SystemCallFilter.Refuse, Run(architecture, number, 0)));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Filter_OfCallsWithFlagsInMemory_SaysThatThereAreNone(uint architecture) =>
        Assert.All(
            SystemCalls.Hidden.Select(call => call.On((FilterArchitecture)architecture)).OfType<int>(),
            number => Assert.Equal(SystemCallFilter.Hide, Run(architecture, number, 0)));

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Filter_OfWhatTheRuntimeNeeds_AllowsIt(uint architecture) =>
        Assert.All(
            architecture == (uint)FilterArchitecture.X64 ? NeededX64 : NeededArm64,
            number => Assert.Equal(SystemCallFilter.Allow, Run(architecture, number, ulong.MaxValue)));

    [Theory]
    [InlineData(0x003D_0F00UL, SystemCallFilter.Allow)] // The flags of pthread_create.
    [InlineData(0x0000_0011UL, SystemCallFilter.Refuse)] // SIGCHLD alone: fork.
    [InlineData(0x0000_4111UL, SystemCallFilter.Refuse)] // CLONE_VM | CLONE_VFORK | SIGCHLD: posix_spawn.
    [InlineData(0x0001_0000_0000_0011UL, SystemCallFilter.Refuse)] // The kernel looks at the lower half only.
    public void Filter_OfClone_AllowsThreadsAndNoProcesses(ulong flags, uint verdict)
    {
        Assert.Equal(verdict, Run((uint)FilterArchitecture.X64, 56, flags));
        Assert.Equal(verdict, Run((uint)FilterArchitecture.Arm64, 220, flags));
    }

    [Theory]
    [InlineData(0x0000UL, SystemCallFilter.Allow)] // O_RDONLY
    [InlineData(0x8_0000UL, SystemCallFilter.Allow)] // O_CLOEXEC
    [InlineData(0x20_0000UL, SystemCallFilter.Allow)] // O_PATH
    [InlineData(0x0001UL, SystemCallFilter.Refuse)] // O_WRONLY
    [InlineData(0x0002UL, SystemCallFilter.Refuse)] // O_RDWR
    [InlineData(0x0040UL, SystemCallFilter.Refuse)] // O_CREAT
    [InlineData(0x0200UL, SystemCallFilter.Refuse)] // O_TRUNC
    [InlineData(0x41_0002UL, SystemCallFilter.Refuse)] // O_TMPFILE | O_RDWR
    public void Filter_OfOpen_AllowsReadingOnly(ulong flags, uint verdict)
    {
        Assert.Equal(verdict, Run((uint)FilterArchitecture.X64, 2, ulong.MaxValue, flags));
        Assert.Equal(verdict, Run((uint)FilterArchitecture.X64, 257, ulong.MaxValue, ulong.MaxValue, flags));
        Assert.Equal(verdict, Run((uint)FilterArchitecture.Arm64, 56, ulong.MaxValue, ulong.MaxValue, flags));
    }

    [Theory]
    [InlineData(0x4000_0003U)] // AUDIT_ARCH_I386: int 0x80 in a 64-bit process.
    [InlineData(0x4000_0028U)] // AUDIT_ARCH_ARM
    [InlineData(0U)]
    public void Filter_OfAnotherProcessorsCalls_RefusesThemAll(uint other) =>
        Assert.All([FilterArchitecture.X64, FilterArchitecture.Arm64], own =>
            Assert.All(Enumerable.Range(0, 500), number =>
                Assert.Equal(SystemCallFilter.Refuse, FilterMachine.Run(SystemCallFilter.For(own), other, number, 0, 0, 0, 0, 0, 0))));

    [Fact]
    public void Filter_OfTheX32Interface_RefusesIt() =>
        Assert.All([0, 1, 41, 59, 520], number => Assert.Equal(SystemCallFilter.Refuse, Run((uint)FilterArchitecture.X64, 0x4000_0000 | number, 0)));

    [Fact]
    public void SystemCalls_HaveEachNameAndNumberOnce()
    {
        SystemCall[] calls = [.. SystemCalls.Refused, .. SystemCalls.Hidden, SystemCalls.Clone, SystemCalls.Open, SystemCalls.OpenAt];

        Assert.Equal(calls.Length, calls.DistinctBy(call => call.Name).Count());
        Assert.All([FilterArchitecture.X64, FilterArchitecture.Arm64], architecture =>
        {
            var numbers = calls.Select(call => call.On(architecture)).OfType<int>().ToList();
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
        });
    }

    private static uint Run(uint architecture, int number, params ulong[] arguments) =>
        FilterMachine.Run(SystemCallFilter.For((FilterArchitecture)architecture), architecture, number, [.. arguments, 0, 0, 0, 0, 0]);
}
