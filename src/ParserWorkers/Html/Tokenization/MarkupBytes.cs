using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// The bytes that end something. They are ASCII, and no byte of another character in UTF-8 is; a carriage return stands for the
/// line feed that it is normalised to (Infra §4.6, HTML §13.2.3.5).
/// </summary>
internal static class MarkupBytes
{
    private const ulong Spaces = (1UL << '\t') | (1UL << '\n') | (1UL << '\f') | (1UL << '\r') | (1UL << ' ');
    private const ulong UnquotedValueEnds = Spaces | (1UL << '>');
    private const ulong TagNameEnds = UnquotedValueEnds | (1UL << '/');
    private const ulong AttributeNameEnds = TagNameEnds | (1UL << '=');

    /// <summary>ASCII whitespace.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for one of the five.</returns>
    public static bool IsSpace(byte value) => IsOneOf(value, Spaces);

    /// <summary>What ends the name of a tag (HTML §13.2.5.8).</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for whitespace, a slash and a greater-than sign.</returns>
    public static bool EndsTagName(byte value) => IsOneOf(value, TagNameEnds);

    /// <summary>What ends a value without quotes (HTML §13.2.5.38).</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for whitespace and a greater-than sign.</returns>
    public static bool EndsUnquotedValue(byte value) => IsOneOf(value, UnquotedValueEnds);

    /// <summary>An ASCII letter.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for one of either case.</returns>
    public static bool IsLetter(byte value) => char.IsAsciiLetter((char)value);

    /// <summary>Finds the beginning of markup; tags stand side by side or in lines of their own so often that the first two bytes are looked at before all others.</summary>
    /// <param name="rest">The page from some place on.</param>
    /// <returns>The index of the first less-than sign, or -1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfLessThan(ReadOnlySpan<byte> rest) =>
        rest is [(byte)'<', ..] ? 0 : rest is [_, (byte)'<', ..] ? 1 : rest.IndexOf((byte)'<');

    /// <summary>Finds the end of a tag's name; most are found by one look at sixteen bytes.</summary>
    /// <param name="rest">Begins in the name.</param>
    /// <returns>Bytes that belong to it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOfTagName(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        if (rest.Length >= Vector128<byte>.Count)
        {
            length = FirstOf(MayEndTagName(Vector128.Create(rest)));
        }

        return length < rest.Length && EndsTagName(rest[length]) ? length : LengthBefore(TagNameEnds, rest);
    }

    /// <summary>The same of an attribute's name (HTML §13.2.5.33), which an equals sign ends as well.</summary>
    /// <param name="rest">Begins in the name.</param>
    /// <returns>Bytes that belong to it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOfAttributeName(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        if (rest.Length >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(rest);
            length = FirstOf(MayEndTagName(bytes) | Vector128.Equals(bytes, Vector128.Create((byte)'=')));
        }

        return length < rest.Length && IsOneOf(rest[length], AttributeNameEnds) ? length : LengthBefore(AttributeNameEnds, rest);
    }

    // Of the bytes up to the space all five that end a name are likely, and the others hardly ever in one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> MayEndTagName(Vector128<byte> bytes) =>
        Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)' ')), bytes)
        | Vector128.Equals(bytes, Vector128.Create((byte)'>')) | Vector128.Equals(bytes, Vector128.Create((byte)'/'));

    /// <returns>The index of the first byte found; behind the vector when there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(Vector128<byte> found) => BitOperations.TrailingZeroCount(found.ExtractMostSignificantBits() | (1U << Vector128<byte>.Count));

    private static int LengthBefore(ulong ends, ReadOnlySpan<byte> rest)
    {
        var length = 0;
        while (length < rest.Length && !IsOneOf(rest[length], ends))
        {
            length++;
        }

        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOneOf(byte value, ulong set) => value < 64 && ((set >> value) & 1) != 0;
}
