using System.Numerics;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Reads names of tags and tells the known ones apart by one number: the bytes in lower case, rotated into each other. Up to eight
/// bytes that number is the name; a longer one is compared.
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
    private static readonly (ulong Key, HtmlTag Tag)[] Table = MakeTable();

    /// <summary>Reads the name of a tag (HTML §13.2.5.8).</summary>
    /// <param name="source">The page.</param>
    /// <param name="start">Where the name begins, with a letter.</param>
    /// <param name="end">Behind the name.</param>
    /// <returns>The tag.</returns>
    public static HtmlTag Read(ReadOnlySpan<byte> source, int start, out int end)
    {
        var key = 0UL;
        for (end = start; end < source.Length; end++)
        {
            var letter = source[end];
            if (!char.IsAsciiLetterLower((char)letter) && MarkupBytes.EndsTagName(letter))
            {
                break;
            }

            key = Append(key, letter);
        }

        return Find(key, source[start..end]);
    }

    /// <summary>Finds a name.</summary>
    /// <param name="name">The local name of an element.</param>
    /// <returns>The tag.</returns>
    public static HtmlTag Find(ReadOnlySpan<char> name)
    {
        Span<byte> bytes = stackalloc byte[LongestName];
        return name.Length is > 0 and <= LongestName && Encoding.UTF8.TryGetBytes(name, bytes, out var length) ? Read(bytes[..length], 0, out _) : HtmlTag.Other;
    }

    private static HtmlTag Find(ulong key, ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(key); ; slot = (slot + 1) % Slots)
        {
            var (known, tag) = Table[slot];
            if (tag == HtmlTag.Other || (known == key && name.Length == Names[(int)tag].Length && (name.Length <= LongestExactKey || Ascii.EqualsIgnoreCase(name, Names[(int)tag]))))
            {
                return tag;
            }
        }
    }

    private static (ulong Key, HtmlTag Tag)[] MakeTable()
    {
        var table = new (ulong Key, HtmlTag Tag)[Slots];
        foreach (var tag in Enum.GetValues<HtmlTag>().Where(static tag => tag != HtmlTag.Other))
        {
            var key = Names[(int)tag].Aggregate(0UL, static (key, letter) => Append(key, (byte)letter));
            var slot = SlotOf(key);
            while (table[slot].Tag != HtmlTag.Other)
            {
                slot = (slot + 1) % Slots;
            }

            table[slot] = (key, tag);
        }

        return table;
    }

    private static ulong Append(ulong key, byte value) => BitOperations.RotateLeft(key, BitsOfByte) ^ (char.IsAsciiLetterUpper((char)value) ? value | 0x20UL : value);

    private static int SlotOf(ulong key) => (int)((key * Spread) >> (64 - SlotBits));
}
