using System.Text;
using System.Text.Unicode;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// Determines the encoding of a page (HTML §13.2.3.2): byte order mark, then the transport's charset, then a declaration in
/// the first 1024 bytes; then what is valid UTF-8 beyond ASCII is UTF-8, then a later declaration counts, and the rest is a
/// guess: ASCII is UTF-8, and anything else windows-1252.
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
            ?? Guess(document);
    }

    // A late declaration is obeyed as browsers do, but against the bytes it is not believed: what is valid UTF-8 beyond ASCII
    // can hardly be anything else.
    private static DocumentEncoding Guess(ReadOnlySpan<byte> document)
    {
        var isUtf8 = Utf8.IsValid(document);
        return isUtf8 && !Ascii.IsValid(document)
            ? EncodingLabels.Utf8
            : MetaPrescan.FindLate(document) ?? (isUtf8 ? EncodingLabels.Utf8 : EncodingLabels.Windows1252);
    }
}
