namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// The elements that the tree builder opens again behind the end of a block (HTML §13.2.4.3), but for <c>a</c> and <c>nobr</c>: of
/// these one ends the other, so that they cannot pile up.
/// </summary>
internal static class FormattingNames
{
    /// <summary>Characters of the longest of the names.</summary>
    public const int LongestName = 6;

    private static readonly string[] Names = ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

    /// <summary>Finds a name.</summary>
    /// <param name="name">The name in any case.</param>
    /// <returns>The name in lower case, always the same object; null when it is not one of them.</returns>
    public static string? Find(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        var first = (char)(name[0] | 0x20);
        foreach (var candidate in Names)
        {
            if (candidate[0] == first && name.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }
}
