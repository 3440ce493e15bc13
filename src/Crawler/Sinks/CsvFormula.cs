using System.Globalization;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Tells which texts a spreadsheet might run as a formula (CWE-1236; promise S19). Those that it might are written with an
/// apostrophe in front, which spreadsheets take as "this is text".
/// </summary>
internal static class CsvFormula
{
    /// <summary>True when the text, after what a program may trim or not show, begins with a formula character.</summary>
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is '\t' or '\r' or '\n' or '\0' or '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')
            {
                return true;
            }

            if (!IsSkipped(character))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsSkipped(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;
}
