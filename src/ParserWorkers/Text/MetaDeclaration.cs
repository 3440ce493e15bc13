using System.Buffers;
using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Reads the encoding that one <c>meta</c> tag declares (HTML §13.2.3.2, step "a sequence of bytes starting with meta").</summary>
internal static class MetaDeclaration
{
    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create("\t\n\f\r ;");

    /// <summary>Reads the tag.</summary>
    /// <param name="bytes">The beginning of the page.</param>
    /// <param name="position">Behind the tag's name; afterwards where reading stopped.</param>
    /// <returns>The encoding, or null when the tag declares none.</returns>
    public static DocumentEncoding? Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var attributes = new PrescanAttributes(bytes, position);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var hasPragma = false;
        bool? needsPragma = null;
        DocumentEncoding? encoding = null;
        while (attributes.MoveNext())
        {
            if (!seen.Add(attributes.Name))
            {
                continue;
            }

            switch (attributes.Name)
            {
                case "http-equiv":
                    hasPragma |= attributes.Value == "content-type";
                    break;
                case "content" when encoding is null && FindInContent(attributes.Value) is { } found:
                    (encoding, needsPragma) = (found, true);
                    break;
                case "charset":
                    (encoding, needsPragma) = (Adapt(EncodingLabels.Find(attributes.Value)), false);
                    break;
            }
        }

        // A tag that the end of the bytes cuts off declares nothing: the prescan ends there.
        position = attributes.Position;
        return position >= bytes.Length || needsPragma is null || (needsPragma.Value && !hasPragma) ? null : encoding;
    }

    /// <summary>Gets an encoding from the bytes of a label, as a declaration inside the document means it.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The encoding, or null.</returns>
    public static DocumentEncoding? FindEncoding(ReadOnlySpan<byte> label) => Adapt(EncodingLabels.Find(Encoding.Latin1.GetString(label)));

    /// <summary>HTML §2.4.5 "extracting a character encoding from a meta element".</summary>
    private static DocumentEncoding? FindInContent(string content)
    {
        var rest = content.AsSpan();
        while (true)
        {
            var at = rest.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return null;
            }

            rest = rest[(at + 7)..].TrimStart("\t\n\f\r ");
            if (rest.StartsWith('='))
            {
                break;
            }
        }

        rest = rest[1..].TrimStart("\t\n\f\r ");
        if (rest.IsEmpty)
        {
            return null;
        }

        if (rest[0] is '"' or '\'')
        {
            var length = rest[1..].IndexOf(rest[0]);
            return length < 0 ? null : Adapt(EncodingLabels.Find(rest.Slice(1, length).ToString()));
        }

        var end = rest.IndexOfAny(UnquotedEnd);
        return Adapt(EncodingLabels.Find((end < 0 ? rest : rest[..end]).ToString()));
    }

    /// <summary>A declaration that could be read as ASCII cannot be UTF-16, and x-user-defined means windows-1252 here.</summary>
    private static DocumentEncoding? Adapt(DocumentEncoding? encoding) => encoding?.Name switch
    {
        "UTF-16BE" or "UTF-16LE" => EncodingLabels.Utf8,
        "x-user-defined" => EncodingLabels.Windows1252,
        _ => encoding,
    };
}
