using System.Runtime.CompilerServices;

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

    /// <summary>What ends the name of an attribute (HTML §13.2.5.33).</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for what ends a tag's name, and an equals sign.</returns>
    public static bool EndsAttributeName(byte value) => IsOneOf(value, AttributeNameEnds);

    /// <summary>What ends a value without quotes (HTML §13.2.5.38).</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for whitespace and a greater-than sign.</returns>
    public static bool EndsUnquotedValue(byte value) => IsOneOf(value, UnquotedValueEnds);

    /// <summary>An ASCII letter.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for one of either case.</returns>
    public static bool IsLetter(byte value) => char.IsAsciiLetter((char)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOneOf(byte value, ulong set) => value < 64 && ((set >> value) & 1) != 0;
}
