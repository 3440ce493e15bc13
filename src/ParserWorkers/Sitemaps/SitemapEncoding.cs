using System.Text;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// Determines the encoding of a sitemap: byte order mark, transport charset, XML declaration (the order of RFC 7303 §3),
/// and otherwise UTF-8, which sitemaps.org demands.
/// </summary>
internal static class SitemapEncoding
{
    /// <summary>Determines the encoding.</summary>
    /// <param name="beginning">The first bytes; an XML declaration is looked for within them.</param>
    /// <param name="transport">The Content-Type, or null.</param>
    /// <param name="decoder">The base library's encoding: sitemaps are decoded as a stream.</param>
    /// <returns>The standard's name of the encoding.</returns>
    public static string Determine(ReadOnlySpan<byte> beginning, ContentType? transport, out Encoding decoder)
    {
        var encoding = FromFirstBytes(beginning)
            ?? (transport?.Charset is { } charset ? EncodingLabels.Find(charset) : null)
            ?? FromDeclaration(beginning)
            ?? EncodingLabels.Utf8;

        var known = encoding == EncodingLabels.Utf16BigEndian ? Encoding.BigEndianUnicode
            : encoding == EncodingLabels.Utf16LittleEndian ? Encoding.Unicode
            : encoding.QueryEncoding;

        // Of the few encodings that the base library lacks, and in which no sitemap is written, ASCII is what matters.
        decoder = known ?? Encoding.UTF8;
        return known is null ? EncodingLabels.Utf8.Name : encoding.Name;
    }

    /// <summary>A byte order mark, or else a "&lt;" of two bytes (XML 1.0 appendix F.1).</summary>
    private static DocumentEncoding? FromFirstBytes(ReadOnlySpan<byte> beginning) => beginning switch
    {
        [0xEF, 0xBB, 0xBF, ..] => EncodingLabels.Utf8,
        [0xFE, 0xFF, ..] or [0x00, (byte)'<', ..] => EncodingLabels.Utf16BigEndian,
        [0xFF, 0xFE, ..] or [(byte)'<', 0x00, ..] => EncodingLabels.Utf16LittleEndian,
        _ => null,
    };

    private static DocumentEncoding? FromDeclaration(ReadOnlySpan<byte> beginning)
    {
        ReadOnlySpan<char> text = Encoding.Latin1.GetString(beginning).AsSpan().TrimStart();
        var end = text.StartsWith("<?xml") ? text.IndexOf("?>", StringComparison.Ordinal) : -1;
        if (end < 0 || text[..end].IndexOf("encoding", StringComparison.Ordinal) is not (> 0 and var at))
        {
            return null;
        }

        var value = text[(at + "encoding".Length)..end].TrimStart(" \t\r\n=").TrimEnd();
        var length = value.IsEmpty ? -1 : value[1..].IndexOf(value[0]);

        // Whoever reads these bytes one by one does not read UTF-16, whatever they say.
        return length > 0 && EncodingLabels.Find(value.Slice(1, length).ToString()) is { } declared
            && declared != EncodingLabels.Utf16BigEndian && declared != EncodingLabels.Utf16LittleEndian
                ? declared
                : null;
    }
}
