using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Reads names of tags and tells the known ones apart by one number: the first eight bytes in lower case. Of a name that is no longer
/// that number is the name; a longer one is compared.
/// </summary>
internal static class HtmlTagNames
{
    private const int BitsOfByte = 8;
    private const int LongestExactKey = sizeof(ulong);
    private const int LongestName = 13;

    // A power of two, and five times as many as there are names: most are found where they belong.
    private const int SlotBits = 9;
    private const int Slots = 1 << SlotBits;

    // 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming, vol. 3, §6.4).
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private static readonly string[] Names = [.. Enum.GetNames<HtmlTag>().Select(static name => name.ToLowerInvariant())];
    private static readonly (ulong Key, HtmlTag Tag, byte Length)[] Table = MakeTable();

    /// <summary>Reads the name of a tag (HTML §13.2.5.8).</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Where the name begins, with a letter.</param>
    /// <param name="end">Behind the name.</param>
    /// <returns>The tag.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HtmlTag Read(ReadOnlySpan<byte> source, int start, out int end)
    {
        var rest = source[start..];
        var length = MarkupBytes.LengthOfTagName(rest);
        end = start + length;
        return Find(KeyOf(rest, length), rest[..length]);
    }

    /// <summary>Finds a name.</summary>
    /// <param name="name">The local name of an element.</param>
    /// <returns>The tag.</returns>
    public static HtmlTag Find(ReadOnlySpan<char> name)
    {
        Span<byte> bytes = stackalloc byte[LongestName];
        return name.Length is > 0 and <= LongestName && Encoding.UTF8.TryGetBytes(name, bytes, out var length) ? Read(bytes[..length], 0, out _) : HtmlTag.Other;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static HtmlTag Find(ulong key, ReadOnlySpan<byte> name)
    {
        ref readonly var entry = ref Table[SlotOf(key)];
        return entry.Key == key && entry.Length == name.Length && name.Length <= LongestExactKey ? entry.Tag : Search(key, name);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HtmlTag Search(ulong key, ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(key); ; slot = (slot + 1) % Slots)
        {
            ref readonly var entry = ref Table[slot];
            if (entry.Tag == HtmlTag.Other || (entry.Key == key && entry.Length == name.Length && (name.Length <= LongestExactKey || Ascii.EqualsIgnoreCase(name, Names[(int)entry.Tag]))))
            {
                return entry.Tag;
            }
        }
    }

    private static (ulong Key, HtmlTag Tag, byte Length)[] MakeTable()
    {
        var table = new (ulong Key, HtmlTag Tag, byte Length)[Slots];
        foreach (var tag in Enum.GetValues<HtmlTag>().Where(static tag => tag != HtmlTag.Other))
        {
            var name = Encoding.ASCII.GetBytes(Names[(int)tag]);
            var key = KeyOf(name, name.Length);
            var slot = SlotOf(key);
            while (table[slot].Tag != HtmlTag.Other)
            {
                slot = (slot + 1) % Slots;
            }

            table[slot] = (key, tag, (byte)name.Length);
        }

        return table;
    }

    /// <summary>The first bytes of a name in lower case. All eight are changed, so that this need not wait for the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ReadOnlySpan<byte> rest, int length)
    {
        var key = rest.Length >= LongestExactKey ? BinaryPrimitives.ReadUInt64LittleEndian(rest) : ReadAtEnd(rest);
        return length < LongestExactKey ? ToLower(key) & ((1UL << (length * BitsOfByte)) - 1) : ToLower(key);
    }

    private static ulong ReadAtEnd(ReadOnlySpan<byte> rest)
    {
        var key = 0UL;
        for (var i = 0; i < rest.Length; i++)
        {
            key |= (ulong)rest[i] << (i * BitsOfByte);
        }

        return key;
    }

    /// <summary>Makes lower-case letters of the capital ones among eight bytes: the upper bit of each says whether it is at least, and more than, a letter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ToLower(ulong bytes)
    {
        const ulong Each = 0x0101010101010101;
        var low = bytes & (0x7F * Each);
        var capitals = (low + ((0x80 - 'A') * Each)) & ~(low + ((0x7F - 'Z') * Each)) & ~bytes & (0x80 * Each);
        return bytes | (capitals >> 2);
    }

    private static int SlotOf(ulong key) => (int)((key * Spread) >> (64 - SlotBits));
}
