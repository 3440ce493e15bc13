namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The IPv4 parser and serialiser (URL §3.5, §3.6).</summary>
internal static class Ipv4Address
{
    /// <summary>The ends-in-a-number checker: true where <paramref name="domain"/> must be an IPv4 address or a failure.</summary>
    public static bool EndsInNumber(ReadOnlySpan<char> domain)
    {
        domain = WithoutTrailingDot(domain);
        var last = domain[(domain.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && (!last.ContainsAnyExceptInRange('0', '9') || TryParseNumber(last, out _));
    }

    /// <summary>Puts the dotted decimal form in place of the domain that begins at <paramref name="start"/> of the output.</summary>
    public static bool TryReplace(ref CharBuffer output, int start)
    {
        if (!TryParse(output.Text[start..], out var address))
        {
            return false;
        }

        output.Truncate(start);
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            output.AppendDecimal((byte)(address >> shift));
            if (shift > 0)
            {
                output.Append('.');
            }
        }

        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        text = WithoutTrailingDot(text);
        var dots = text.Count('.');
        if (dots > 3)
        {
            return false;
        }

        var shift = 24;
        foreach (var part in text.Split('.'))
        {
            if (!TryParseNumber(text[part], out var number))
            {
                return false;
            }

            // The last part fills all the bytes that are left; each part before it fills one.
            if (dots-- == 0)
            {
                address |= (uint)number;
                return number < 1L << (shift + 8);
            }

            if (number > 255)
            {
                return false;
            }

            address |= (uint)number << shift;
            shift -= 8;
        }

        return false;
    }

    /// <summary>The IPv4 number parser: decimal, octal after "0", hexadecimal after "0x"; above 2³² the value is only "too big".</summary>
    private static bool TryParseNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        var radix = text switch
        {
            ['0', 'x' or 'X', ..] => 16,
            ['0', _, ..] => 8,
            _ => 10,
        };
        foreach (var c in text[(radix == 16 ? 2 : radix == 8 ? 1 : 0)..])
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            if (!char.IsAsciiHexDigit(c) || digit >= radix)
            {
                return false;
            }

            number = Math.Min((number * radix) + digit, 1L << 32);
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutTrailingDot(ReadOnlySpan<char> text) => text.EndsWith('.') ? text[..^1] : text;
}
