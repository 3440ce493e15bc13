namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Dot segments and Windows drive letters (URL §4.1, §4.2).</summary>
internal static class PathRules
{
    /// <summary>True for "." and its percent-encoded form.</summary>
    public static bool IsSingleDot(ReadOnlySpan<char> segment) => TryTakeDot(ref segment) && segment.IsEmpty;

    /// <summary>True for ".." and its percent-encoded forms.</summary>
    public static bool IsDoubleDot(ReadOnlySpan<char> segment) =>
        TryTakeDot(ref segment) && TryTakeDot(ref segment) && segment.IsEmpty;

    /// <summary>True for two characters like "C:" or "C|".</summary>
    public static bool IsWindowsDriveLetter(ReadOnlySpan<char> text) => text is [var letter, ':' or '|'] && char.IsAsciiLetter(letter);

    /// <summary>True where a drive letter is followed by the end or a delimiter.</summary>
    public static bool StartsWithWindowsDriveLetter(ReadOnlySpan<char> text) =>
        text.Length >= 2 && IsWindowsDriveLetter(text[..2]) && (text.Length == 2 || text[2] is '/' or '\\' or '?' or '#');

    /// <summary>True where the first segment of a serialised path is a normalised drive letter: "/C:" or "/C:/…".</summary>
    public static bool BeginsAtDrive(ReadOnlySpan<char> path) =>
        path is ['/', var letter, ':', ..] && char.IsAsciiLetter(letter) && (path.Length == 3 || path[3] == '/');

    /// <summary>The length of a serialised path without its last segment (URL §4.2, "shorten").</summary>
    public static int ShortenedLength(ReadOnlySpan<char> path, bool isFile) =>
        isFile && path.Length == 3 && BeginsAtDrive(path) ? path.Length : Math.Max(path.LastIndexOf('/'), 0);

    private static bool TryTakeDot(ref ReadOnlySpan<char> text)
    {
        var length = text switch
        {
            ['.', ..] => 1,
            ['%', '2', 'e' or 'E', ..] => 3,
            _ => 0,
        };
        text = text[length..];
        return length > 0;
    }
}
