using AsyncCrawler.ParserWorkers.Confinement;

namespace AsyncCrawler.ParserWorkers.Tests.Confinement;

/// <summary>Runs a filter as the kernel would (classic BPF; only what the filters use), so that every processor's can be tried on any.</summary>
internal static class FilterMachine
{
    // BPF_MAXINSNS, and the kernel's demand that each jump stays within the program.
    private const int MaxInstructions = 4096;

    public static uint Run(IReadOnlyList<FilterInstruction> program, uint architecture, int number, params ulong[] arguments)
    {
        Assert.InRange(program.Count, 1, MaxInstructions);
        var accumulator = 0U;
        for (var at = 0; ; at++)
        {
            var instruction = program[at];
            switch (instruction.Code)
            {
                case FilterInstruction.LoadWord:
                    accumulator = Word(instruction.Operand, architecture, number, arguments);
                    break;
                case FilterInstruction.JumpIfEqual:
                    at += accumulator == instruction.Operand ? instruction.WhenTrue : instruction.WhenFalse;
                    break;
                case FilterInstruction.JumpIfAtLeast:
                    at += accumulator >= instruction.Operand ? instruction.WhenTrue : instruction.WhenFalse;
                    break;
                case FilterInstruction.JumpIfAnyBit:
                    at += (accumulator & instruction.Operand) != 0 ? instruction.WhenTrue : instruction.WhenFalse;
                    break;
                case FilterInstruction.Return:
                    return instruction.Operand;
                default:
                    Assert.Fail($"Code {instruction.Code:X} at {at} is unknown.");
                    break;
            }
        }
    }

    // struct seccomp_data on a little-endian processor.
    private static uint Word(uint offset, uint architecture, int number, ulong[] arguments) => offset switch
    {
        0 => (uint)number,
        4 => architecture,
        _ when offset >= 16 && offset % 8 == 0 => (uint)arguments[(offset - 16) / 8],
        _ when offset >= 16 && offset % 8 == 4 => (uint)(arguments[(offset - 16) / 8] >> 32),
        _ => throw new ArgumentOutOfRangeException(nameof(offset)),
    };
}
