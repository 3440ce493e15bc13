using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>
/// Looks for a declared encoding at the beginning of a page: HTML §13.2.3.2 "prescan a byte stream to determine its
/// encoding", in the order of its steps.
/// </summary>
internal static class MetaPrescan
{
    // HTML §13.2.3.2 asks for the first 1024 bytes.
    private const int MaxLength = 1024;

    private static readonly string[] RawTextNames = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

    /// <summary>Finds the declared encoding.</summary>
    /// <param name="document">The bytes of the page.</param>
    /// <returns>The encoding, or null when none is declared.</returns>
    public static DocumentEncoding? Find(ReadOnlySpan<byte> document)
    {
        var bytes = document[..Math.Min(document.Length, MaxLength)];
        if (bytes.StartsWith("<\0?\0x\0"u8))
        {
            return EncodingLabels.Utf16LittleEndian;
        }

        return bytes.StartsWith("\0<\0?\0x"u8) ? EncodingLabels.Utf16BigEndian : FindMeta(bytes, skipsRawText: false) ?? FindXmlDeclaration(bytes);
    }

    /// <summary>
    /// Finds a declaration behind the first 1024 bytes, for which a browser starts again (HTML §13.2.3.4 "changing the encoding
    /// while parsing"). There the tree builder meets it, so that the text of scripts, styles and the like does not count.
    /// </summary>
    /// <param name="document">The bytes of the page, whose beginning declares nothing.</param>
    /// <returns>The encoding, or null when none is declared.</returns>
    public static DocumentEncoding? FindLate(ReadOnlySpan<byte> document) =>
        document.Length > MaxLength && HasMeta(document) ? FindMeta(document, skipsRawText: true) : null;

    // Most pages have none so late, and this look at the beginnings of the tags is the cheapest way to know.
    private static bool HasMeta(ReadOnlySpan<byte> document)
    {
        // A tag that the limit cuts through begins before it.
        for (var position = document.IndexOf((byte)'<'); position >= 0; position = NextTag(document, position))
        {
            if (IsMeta(document[position..]) && SkipTag(document, position) >= MaxLength)
            {
                return true;
            }
        }

        return false;
    }

    private static DocumentEncoding? FindMeta(ReadOnlySpan<byte> bytes, bool skipsRawText)
    {
        for (var position = bytes.IndexOf((byte)'<'); position >= 0; position = NextTag(bytes, position))
        {
            var rest = bytes[position..];
            if (rest.StartsWith("<!--"u8))
            {
                // The two dashes may be those of the beginning: <!--> is a whole comment.
                var end = rest[2..].IndexOf("-->"u8);
                if (end < 0)
                {
                    return null;
                }

                position += end + 4;
            }
            else if (IsMeta(rest))
            {
                position += 5;
                if (MetaDeclaration.Read(bytes, ref position) is { } encoding)
                {
                    return encoding;
                }

                // What ended the tag may itself begin the next one.
                position--;
            }
            else if (IsTag(rest))
            {
                position = SkipTag(bytes, position) - 1;
                if (skipsRawText && RawTextOf(rest) is { IsEmpty: false } name && (position = EndOfRawText(bytes, position, name)) < 0)
                {
                    return null;
                }
            }
            else if (rest.Length > 1 && rest[1] is (byte)'!' or (byte)'/' or (byte)'?')
            {
                var end = rest.IndexOf((byte)'>');
                if (end < 0)
                {
                    return null;
                }

                position += end;
            }
        }

        return null;
    }

    /// <summary>The name of an element whose contents are text (HTML §13.2.6.2); empty for any other tag.</summary>
    private static ReadOnlySpan<byte> RawTextOf(ReadOnlySpan<byte> tag)
    {
        foreach (var name in RawTextNames)
        {
            // What follows the name must not be a part of it: "titles" is no title.
            if (tag.Length > name.Length + 1 && Ascii.EqualsIgnoreCase(tag.Slice(1, name.Length), name)
                && (PrescanAttributes.IsSpace(tag[name.Length + 1]) || tag[name.Length + 1] is (byte)'/' or (byte)'>'))
            {
                return tag.Slice(1, name.Length);
            }
        }

        return default;
    }

    /// <returns>The position in front of the end tag; -1 when there is none.</returns>
    private static int EndOfRawText(ReadOnlySpan<byte> bytes, int position, ReadOnlySpan<byte> name)
    {
        for (position = NextTag(bytes, position); position >= 0; position = NextTag(bytes, position))
        {
            var rest = bytes[position..];
            if (rest.Length > name.Length + 1 && rest[1] == (byte)'/' && Ascii.EqualsIgnoreCase(rest.Slice(2, name.Length), name))
            {
                return position - 1;
            }
        }

        return -1;
    }

    private static int NextTag(ReadOnlySpan<byte> bytes, int position)
    {
        var start = position + 1;
        if (start >= bytes.Length)
        {
            return -1;
        }

        var next = bytes[start..].IndexOf((byte)'<');
        return next < 0 ? -1 : start + next;
    }

    private static bool IsMeta(ReadOnlySpan<byte> rest) =>
        rest.Length > 5 && Ascii.EqualsIgnoreCase(rest[1..5], "meta"u8) && (PrescanAttributes.IsSpace(rest[5]) || rest[5] == (byte)'/');

    private static bool IsTag(ReadOnlySpan<byte> rest) =>
        (rest.Length > 1 && char.IsAsciiLetter((char)rest[1])) || (rest.Length > 2 && rest[1] == (byte)'/' && char.IsAsciiLetter((char)rest[2]));

    private static int SkipTag(ReadOnlySpan<byte> bytes, int position)
    {
        while (position < bytes.Length && !PrescanAttributes.IsSpace(bytes[position]) && bytes[position] != (byte)'>')
        {
            position++;
        }

        var attributes = new PrescanAttributes(bytes, position);
        while (attributes.MoveNext())
        {
        }

        return attributes.Position;
    }

    /// <summary>HTML §13.2.3.2 "get an XML encoding".</summary>
    private static DocumentEncoding? FindXmlDeclaration(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'>');
        if (end < 0 || !bytes.StartsWith("<?xml"u8))
        {
            return null;
        }

        var declaration = bytes[..end];
        var start = declaration.IndexOf("encoding"u8);
        if (start < 0)
        {
            return null;
        }

        var rest = SkipControls(declaration[(start + 8)..]);
        if (rest.IsEmpty || rest[0] != (byte)'=')
        {
            return null;
        }

        rest = SkipControls(rest[1..]);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
        {
            return null;
        }

        var length = rest[1..].IndexOf(rest[0]);
        var label = length < 0 ? default : rest.Slice(1, length);
        return label.ContainsAnyInRange((byte)0, (byte)' ') ? null : MetaDeclaration.FindEncoding(label);
    }

    private static ReadOnlySpan<byte> SkipControls(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOfAnyExceptInRange((byte)0, (byte)' ');
        return start < 0 ? default : bytes[start..];
    }
}
