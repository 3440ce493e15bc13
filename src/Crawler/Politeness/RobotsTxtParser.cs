using System.Text;

namespace AsyncCrawler.Politeness;

/// <summary>Reads robots.txt (RFC 9309) for one crawler. Takes any bytes, in linear time: what makes no sense says nothing.</summary>
internal static class RobotsTxtParser
{
    /// <summary>Most bytes that are read; a line that is cut by it does not count. RFC 9309 §2.5 asks for at least 500 KiB.</summary>
    public const int MaxBytes = 500 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="text">The bytes, content codings undone.</param>
    /// <param name="agent">The crawler, by its product token or a whole User-Agent field; case does not matter.</param>
    /// <returns>What the file says to that crawler.</returns>
    public static RobotsRules Parse(ReadOnlySpan<byte> text, string agent)
    {
        var isTruncated = text.Length > MaxBytes;
        var groups = new RobotsGroups(Encoding.ASCII.GetBytes(ProductToken.Of(agent)));
        var lines = new RobotsLineReader(isTruncated ? WholeLines(text[..MaxBytes]) : text);
        while (lines.Read())
        {
            var field = RobotsLine.Read(lines.Line, out var value);
            groups.Add(field, value, lines.Number, lines.Line);
        }

        return groups.ToRules(isTruncated);
    }

    // Half a path would forbid more than was meant, or allow it.
    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> text) => text[..(text.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)];
}
