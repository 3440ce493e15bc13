using System.Text;

namespace AsyncCrawler.Politeness;

/// <summary>
/// Writes paths and patterns so that they can be compared octet by octet (RFC 9309 §2.2.2): unreserved characters plain,
/// everything that a URL cannot hold as triplets in upper case. Reserved characters stay as they were written, because
/// <c>/</c> and <c>%2F</c> are not the same (RFC 3986 §2.2).
/// </summary>
internal static class RobotsPathText
{
    private const string UpperHex = "0123456789ABCDEF";

    /// <summary>Normalises octets.</summary>
    /// <param name="octets">A path with its query, or a pattern.</param>
    /// <returns>ASCII text, so that characters are octets.</returns>
    public static string Of(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            if (octet == '%' && i + 2 < octets.Length && TryReadHex(octets[i + 1], octets[i + 2], out var value))
            {
                Append(text, value, isTriplet: true);
                i += 2;
            }
            else
            {
                Append(text, octet, isTriplet: false);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, byte octet, bool isTriplet)
    {
        if (IsUnreserved(octet) || (!isTriplet && (IsReserved(octet) || octet == '%')))
        {
            text.Append((char)octet);
        }
        else
        {
            text.Append('%').Append(UpperHex[octet >> 4]).Append(UpperHex[octet & 15]);
        }
    }

    private static bool TryReadHex(byte high, byte low, out byte value)
    {
        var isHex = char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low);
        value = isHex ? (byte)((Digit(high) << 4) | Digit(low)) : (byte)0;
        return isHex;
    }

    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    // RFC 3986 §2.3.
    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    // RFC 3986 §2.2.
    private static bool IsReserved(byte octet) => ":/?#[]@!$&'()*+,;="u8.Contains(octet);
}
