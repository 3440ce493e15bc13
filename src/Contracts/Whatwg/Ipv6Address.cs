using System.Globalization;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The IPv6 parser and serialiser (URL §3.5, §3.6).</summary>
internal static class Ipv6Address
{
    private const int Pieces = 8;

    /// <summary>Appends the compressed form in brackets of the address that <paramref name="text"/>, without brackets, says.</summary>
    public static bool TryAppend(ref CharBuffer output, scoped ReadOnlySpan<char> text)
    {
        Span<ushort> address = stackalloc ushort[Pieces];
        if (!TryParse(text, address))
        {
            return false;
        }

        output.Append('[');
        AppendPieces(ref output, address);
        output.Append(']');
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, Span<ushort> address)
    {
        address.Clear();
        var index = 0;
        var compress = -1;
        if (text.StartsWith(':'))
        {
            if (!text.StartsWith("::"))
            {
                return false;
            }

            text = text[2..];
            compress = ++index;
        }

        while (!text.IsEmpty)
        {
            if (index == Pieces)
            {
                return false;
            }

            if (text[0] == ':')
            {
                if (compress >= 0)
                {
                    return false;
                }

                text = text[1..];
                compress = ++index;
                continue;
            }

            var length = Math.Min(CountHexDigits(text), 4);
            if (length < text.Length && text[length] == '.')
            {
                if (length == 0 || index > Pieces - 2 || !TryParseIpv4(text, address.Slice(index, 2)))
                {
                    return false;
                }

                index += 2;
                break;
            }

            // Four digits at most, and then a colon that is not the last character, or the end.
            if (text.Length > length && (text[length] != ':' || text.Length == length + 1))
            {
                return false;
            }

            address[index++] = length == 0 ? (ushort)0 : ushort.Parse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            text = text[Math.Min(length + 1, text.Length)..];
        }

        if (compress < 0)
        {
            return index == Pieces;
        }

        // What follows "::" moves to the end.
        var tail = address[compress..index];
        tail.CopyTo(address[(Pieces - tail.Length)..]);
        address[compress..Math.Max(compress, Pieces - tail.Length)].Clear();
        return true;
    }

    /// <summary>Four decimal numbers to the end of the text, without leading zeros, into two pieces.</summary>
    private static bool TryParseIpv4(ReadOnlySpan<char> text, Span<ushort> pieces)
    {
        for (var seen = 0; seen < 4; seen++)
        {
            if (seen > 0)
            {
                if (!text.StartsWith('.'))
                {
                    return false;
                }

                text = text[1..];
            }

            var length = text.IndexOfAnyExceptInRange('0', '9');
            length = length < 0 ? text.Length : length;
            if (length is 0 or > 3 || (length > 1 && text[0] == '0')
                || !byte.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            pieces[seen / 2] = (ushort)((pieces[seen / 2] << 8) | value);
            text = text[length..];
        }

        return text.IsEmpty;
    }

    private static void AppendPieces(ref CharBuffer output, scoped ReadOnlySpan<ushort> address)
    {
        var (zeros, count) = LongestZeros(address);
        for (var i = 0; i < Pieces; i++)
        {
            if (i == zeros)
            {
                output.Append(i == 0 ? "::" : ":");
                i += count - 1;
                continue;
            }

            var digits = output.AppendSpan(4);
            address[i].TryFormat(digits, out var written, "x", CultureInfo.InvariantCulture);
            output.Truncate(output.Length - 4 + written);
            if (i < Pieces - 1)
            {
                output.Append(':');
            }
        }
    }

    /// <summary>The first longest run of two or more zero pieces; (-1, 0) where there is none.</summary>
    private static (int Start, int Count) LongestZeros(ReadOnlySpan<ushort> address)
    {
        var longest = (Start: -1, Count: 0);
        for (var i = 0; i < Pieces; i++)
        {
            var rest = address[i..].IndexOfAnyExcept((ushort)0);
            var count = rest < 0 ? Pieces - i : rest;
            if (count > 1 && count > longest.Count)
            {
                longest = (i, count);
            }
        }

        return longest;
    }

    private static int CountHexDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiHexDigit(text[count]))
        {
            count++;
        }

        return count;
    }
}
