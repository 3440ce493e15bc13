using System.Buffers;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>ASCII whitespace as the Infra standard has it (§4.6): tab, line feed, form feed, carriage return, space.</summary>
internal static class AsciiWhitespace
{
    /// <summary>The five characters.</summary>
    public const string Characters = "\t\n\f\r ";

    private const int MaxStackLength = 512;

    private static readonly SearchValues<char> Set = SearchValues.Create(Characters);

    /// <summary>Tells whether a character is one of the five.</summary>
    /// <param name="character">The character.</param>
    /// <returns>True for ASCII whitespace.</returns>
    public static bool Contains(char character) => character is ' ' or '\n' or '\t' or '\r' or '\f';

    /// <summary>Finds the first ASCII whitespace.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its index, or -1.</returns>
    public static int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(Set);

    /// <summary>Strips both ends and makes each run inside one space (Infra §4.6, "strip and collapse").</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Where to stop; a text that goes on is returned one character longer.</param>
    /// <returns>The collapsed text.</returns>
    public static string Collapse(ReadOnlySpan<char> text, int maxLength)
    {
        // One more than the longest result, as a space may come before its last character.
        var most = (int)Math.Min(text.Length, maxLength + 2L);
        Span<char> collapsed = most <= MaxStackLength ? stackalloc char[MaxStackLength] : new char[most];
        var (length, isBehindWord) = (0, false);
        foreach (var character in text)
        {
            if (Contains(character))
            {
                isBehindWord = length > 0;
                continue;
            }

            if (isBehindWord)
            {
                collapsed[length++] = ' ';
                isBehindWord = false;
            }

            collapsed[length++] = character;
            if (length > maxLength)
            {
                break;
            }
        }

        return collapsed[..Math.Min(length, maxLength + 1)].ToString();
    }
}
