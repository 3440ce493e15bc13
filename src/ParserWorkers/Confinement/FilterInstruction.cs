using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary><c>struct sock_filter</c>: one instruction of classic BPF.</summary>
/// <param name="Code">What it does.</param>
/// <param name="WhenTrue">Instructions that a jump leaves out when its condition holds.</param>
/// <param name="WhenFalse">Instructions that it leaves out when not.</param>
/// <param name="Operand">The constant, or the place to load from.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FilterInstruction(ushort Code, byte WhenTrue, byte WhenFalse, uint Operand)
{
    // BPF_LD | BPF_W | BPF_ABS, BPF_JMP | BPF_K with BPF_JEQ, BPF_JGE, BPF_JSET, and BPF_RET | BPF_K.
    public const ushort LoadWord = 0x20;
    public const ushort JumpIfEqual = 0x15;
    public const ushort JumpIfAtLeast = 0x35;
    public const ushort JumpIfAnyBit = 0x45;
    public const ushort Return = 0x06;

    /// <summary>Loads a word of <c>struct seccomp_data</c>.</summary>
    public static FilterInstruction Load(uint offset) => new(LoadWord, 0, 0, offset);

    /// <summary>Ends the program.</summary>
    public static FilterInstruction End(uint verdict) => new(Return, 0, 0, verdict);

    /// <summary>Goes on with the next instructions when the loaded word equals the constant; otherwise leaves them out.</summary>
    public static FilterInstruction IfEqual(uint constant, byte instructions) => new(JumpIfEqual, 0, instructions, constant);

    /// <summary>Goes on with the next instruction when the loaded word differs from the constant; otherwise leaves it out.</summary>
    public static FilterInstruction UnlessEqual(uint constant) => new(JumpIfEqual, 1, 0, constant);

    /// <summary>Goes on with the next instruction when the loaded word is not less than the constant; otherwise leaves it out.</summary>
    public static FilterInstruction IfAtLeast(uint constant) => new(JumpIfAtLeast, 0, 1, constant);

    /// <summary>Goes on with the next instruction when the loaded word has one of the bits; otherwise leaves it out.</summary>
    public static FilterInstruction IfAnyBit(uint bits) => new(JumpIfAnyBit, 0, 1, bits);
}
