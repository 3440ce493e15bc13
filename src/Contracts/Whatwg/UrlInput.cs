namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The first steps of the basic URL parser (URL §4.4): what is removed from the input before the states see it.</summary>
internal static class UrlInput
{
    /// <summary>The input without leading and trailing C0 controls and spaces.</summary>
    public static ReadOnlySpan<char> TrimC0ControlAndSpace(ReadOnlySpan<char> input)
    {
        var start = 0;
        while (start < input.Length && input[start] <= ' ')
        {
            start++;
        }

        var end = input.Length;
        while (end > start && input[end - 1] <= ' ')
        {
            end--;
        }

        return input[start..end];
    }

    /// <summary>Copies the input without tabs and newlines, and returns the length of the copy.</summary>
    /// <param name="input">Any text.</param>
    /// <param name="target">Room for as many characters as the input has.</param>
    public static int RemoveTabsAndNewlines(ReadOnlySpan<char> input, Span<char> target)
    {
        var length = 0;
        var previous = '\0';
        foreach (var c in input)
        {
            if (c is not ('\t' or '\n' or '\r'))
            {
                // The input is scalar values, so halves of a surrogate pair that a tab keeps apart do not become a pair.
                target[length++] = char.IsLowSurrogate(c) && !char.IsHighSurrogate(previous) ? '\uFFFD' : c;
            }

            previous = c;
        }

        return length;
    }
}
