using System.Text;

namespace AsyncCrawler.Politeness;

/// <summary>Takes a line of robots.txt apart (RFC 9309 §2.2). No line is wrong; some say nothing.</summary>
internal static class RobotsLine
{
    private const byte Comment = (byte)'#';

    private static ReadOnlySpan<byte> Blanks => " \t\v\f"u8;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="value">What stands after the colon, without comment and surrounding blanks; empty when there is nothing.</param>
    /// <returns>What the line is about.</returns>
    public static RobotsField Read(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        var comment = line.IndexOf(Comment);
        var text = (comment < 0 ? line : line[..comment]).Trim(Blanks);
        value = default;
        if (text.IsEmpty)
        {
            return RobotsField.None;
        }

        var colon = text.IndexOf((byte)':');
        var end = colon < 0 ? EndOfFirstOfTwoWords(text) : colon;
        if (end <= 0)
        {
            return RobotsField.Unknown;
        }

        value = text[(end + 1)..].Trim(Blanks);
        return FieldOf(text[..end].TrimEnd(Blanks));
    }

    // Without its colon a line is still read when it is exactly two words, as Google does.
    private static int EndOfFirstOfTwoWords(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(Blanks);
        return end > 0 && text[end..].Trim(Blanks).IndexOfAny(Blanks) < 0 ? end : 0;
    }

    // The misspellings are those that Google found often enough in the wild to accept them. They forbid, where a stricter reader would not.
    private static RobotsField FieldOf(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[16];
        if (name.Length > lower.Length)
        {
            return RobotsField.Unknown;
        }

        Ascii.ToLower(name, lower, out var length);
        return lower[..length] switch
        {
            var word when word.SequenceEqual("user-agent"u8) || word.SequenceEqual("useragent"u8) || word.SequenceEqual("user agent"u8) => RobotsField.UserAgent,
            var word when word.SequenceEqual("disallow"u8) || IsMisspeltDisallow(word) => RobotsField.Disallow,
            var word when word.SequenceEqual("allow"u8) => RobotsField.Allow,
            var word when word.SequenceEqual("crawl-delay"u8) || word.SequenceEqual("crawldelay"u8) || word.SequenceEqual("crawl delay"u8) => RobotsField.CrawlDelay,
            var word when word.SequenceEqual("sitemap"u8) || word.SequenceEqual("site-map"u8) => RobotsField.Sitemap,
            _ => RobotsField.Unknown,
        };
    }

    private static bool IsMisspeltDisallow(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("dissallow"u8) || word.SequenceEqual("dissalow"u8) || word.SequenceEqual("disalow"u8)
        || word.SequenceEqual("diasllow"u8) || word.SequenceEqual("disallaw"u8);
}
