using System.Buffers;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// Decides whether a body is read as an HTML page. A declared type is believed (MIME Sniffing §5), except that bytes
/// which begin like an image, an archive or a program are no page; without a type the bytes decide (§7.1).
/// </summary>
internal static class DocumentSniffer
{
    // MIME Sniffing §5.2: the resource header.
    private const int HeaderLength = 1445;

    // House rule: text/html with more than a tenth of control bytes is no text. NUL is left out, for UTF-16 without a mark.
    private const int ControlShare = 10;

    // MIME Sniffing §3, binary data byte; but for NUL.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0x01, 0x1F).Select(static value => (byte)value).Except([(byte)0x09, (byte)0x0A, (byte)0x0C, (byte)0x0D, (byte)0x1B])]);

    // MIME Sniffing §7.1, the tags that make unlabelled bytes HTML.
    private static readonly string[] Tags =
        ["!DOCTYPE HTML", "HTML", "HEAD", "SCRIPT", "IFRAME", "H1", "DIV", "FONT", "TABLE", "A", "STYLE", "TITLE", "B", "BODY", "BR", "P", "!--"];

    /// <summary>Finds the reason not to read a body as a page.</summary>
    /// <param name="type">The Content-Type; null when it was absent or malformed.</param>
    /// <param name="body">The body.</param>
    /// <returns>One line for the operator, or null when the body is read.</returns>
    public static string? FindObjection(ContentType? type, ReadOnlySpan<byte> body)
    {
        var header = body[..Math.Min(body.Length, HeaderLength)];
        return BinarySignatures.Find(header) is { } kind
            ? $"The body begins like {kind}, whatever its type says ({type?.Essence ?? "none"})."
            : type?.Essence switch
            {
                "text/html" or "application/xhtml+xml" => FindControls(header),
                null or "unknown/unknown" or "application/unknown" or "*/*" => FindUnlabelledObjection(header),
                var other => $"The type {other} is not that of an HTML page.",
            };
    }

    private static string? FindUnlabelledObjection(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty)
        {
            return null;
        }

        // UTF-16 with its mark cannot be matched by bytes; the standard calls it text, we look at it.
        if (header is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            return null;
        }

        var text = header is [0xEF, 0xBB, 0xBF, ..] ? header[3..] : header;
        text = text.TrimStart("\t\n\f\r "u8);
        return text.StartsWith("<?xml"u8) || Array.Exists(Tags, Matches(text)) ? null : "The body has no type and does not begin like HTML.";
    }

    /// <summary>A tag counts only when a space or a greater-than sign ends its name; a comment always.</summary>
    private static Predicate<string> Matches(ReadOnlySpan<byte> text)
    {
        var beginning = Encoding.Latin1.GetString(text[..Math.Min(text.Length, 16)]);
        return tag => beginning.Length > tag.Length + 1 && beginning[0] == '<'
            && string.Compare(beginning, 1, tag, 0, tag.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (tag == "!--" || beginning[tag.Length + 1] is ' ' or '>');
    }

    private static string? FindControls(ReadOnlySpan<byte> header)
    {
        var controls = 0;
        var rest = header;
        for (var next = rest.IndexOfAny(Controls); next >= 0; next = rest.IndexOfAny(Controls))
        {
            controls++;
            rest = rest[(next + 1)..];
        }

        return controls * ControlShare > header.Length ? $"The body has {controls} control bytes in its first {header.Length}: it is no text." : null;
    }
}
