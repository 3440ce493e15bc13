namespace AsyncCrawler.Sinks;

/// <summary>Tells SVG, which has no signature, by its first element. Reads so little that hostile prologues cost nothing.</summary>
internal static class SvgSniffer
{
    // MIME Sniffing §5.2: as many bytes as a resource header has.
    private const int HeaderLength = 1445;

    /// <summary>True when the root element, after byte order mark, white space, declarations and comments, is <c>svg</c>.</summary>
    public static bool IsSvg(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[..Math.Min(bytes.Length, HeaderLength)];
        rest = rest.StartsWith("\uFEFF"u8) ? rest[3..] : rest;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n"u8);
            var end = rest switch
            {
                [(byte)'<', (byte)'?', ..] => "?>"u8,
                [(byte)'<', (byte)'!', (byte)'-', (byte)'-', ..] => "-->"u8,
                [(byte)'<', (byte)'!', ..] => ">"u8,

                // What a document type declaration with an internal subset leaves behind.
                [(byte)']', ..] => ">"u8,
                _ => default,
            };
            if (end.IsEmpty)
            {
                return rest is [(byte)'<', (byte)'s', (byte)'v', (byte)'g', (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'>' or (byte)'/', ..];
            }

            var at = rest.IndexOf(end);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + end.Length)..];
        }
    }
}
