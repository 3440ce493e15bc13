using System.Text.Unicode;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// Determines the encoding of a page (HTML §13.2.3.2): byte order mark, then the transport's charset, then a declaration in
/// the first 1024 bytes, then a guess: what is valid UTF-8 is UTF-8, and the rest windows-1252.
/// </summary>
internal static class EncodingDetermination
{
    /// <summary>Determines the encoding.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="transport">The Content-Type, or null.</param>
    /// <param name="markLength">Bytes of the byte order mark, which are not part of the text.</param>
    /// <returns>The encoding.</returns>
    public static DocumentEncoding Determine(ReadOnlySpan<byte> document, ContentType? transport, out int markLength)
    {
        (var marked, markLength) = document switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (EncodingLabels.Utf8, 3),
            [0xFE, 0xFF, ..] => (EncodingLabels.Utf16BigEndian, 2),
            [0xFF, 0xFE, ..] => (EncodingLabels.Utf16LittleEndian, 2),
            _ => (null, 0),
        };

        return marked
            ?? (transport?.Charset is { } label ? EncodingLabels.Find(label) : null)
            ?? MetaPrescan.Find(document)
            ?? (Utf8.IsValid(document) ? EncodingLabels.Utf8 : EncodingLabels.Windows1252);
    }
}
