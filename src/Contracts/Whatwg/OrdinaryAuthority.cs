using System.Globalization;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Hosts and ports whose text goes into the result unchanged, as <see cref="OrdinaryUrl"/> wants them.</summary>
internal static class OrdinaryAuthority
{
    private const int MaxPortDigits = 5;

    /// <summary>True for four decimal numbers as the IPv4 serializer writes them (URL §3.5).</summary>
    public static bool IsIpv4Address(ReadOnlySpan<char> host)
    {
        var numbers = 0;
        foreach (var range in host.Split('.'))
        {
            numbers++;
            if (!IsDecimal(host[range], 3) || int.Parse(host[range], NumberStyles.None, CultureInfo.InvariantCulture) > byte.MaxValue)
            {
                return false;
            }
        }

        return numbers == 4;
    }

    /// <summary>Reads a port as the URL serializer writes it: no leading zero, and not the scheme's default (URL §4.4, port state).</summary>
    /// <param name="text">What follows the colon.</param>
    /// <param name="special">The scheme.</param>
    /// <param name="length">Digits read.</param>
    /// <param name="port">The port.</param>
    public static bool TryReadPort(ReadOnlySpan<char> text, SpecialScheme special, out int length, out ushort port)
    {
        length = text.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? text.Length : length;
        port = 0;
        return IsDecimal(text[..length], MaxPortDigits)
            && ushort.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port != SpecialSchemes.DefaultPortOf(special);
    }

    private static bool IsDecimal(ReadOnlySpan<char> digits, int most) =>
        !digits.IsEmpty && digits.Length <= most && !digits.ContainsAnyExceptInRange('0', '9') && (digits[0] != '0' || digits.Length == 1);
}
