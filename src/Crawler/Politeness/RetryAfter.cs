using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncCrawler.Politeness;

/// <summary>The Retry-After field (RFC 9110 §10.2.3): seconds, or a date in any of the three forms of §5.6.7. Anything else is ignored.</summary>
internal static class RetryAfter
{
    /// <summary>What a longer time is taken for: nobody means centuries, and sums with it stay in range.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private const DateTimeStyles Style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite;

    // Without the day of the week, which is redundant and sometimes wrong.
    private const string FixDate = "dd MMM yyyy HH:mm:ss 'GMT'";
    private const string AsctimeDate = "MMM d HH:mm:ss yyyy";
    private const string Rfc850DayAndMonth = "dd-MMM-";

    /// <summary>Reads the field.</summary>
    /// <param name="field">The field value; null gives false.</param>
    /// <param name="now">What a date is relative to.</param>
    /// <param name="delay">How long to wait, from zero (a date in the past) to <see cref="Longest"/>.</param>
    /// <returns>False when the field says nothing.</returns>
    public static bool TryParse([NotNullWhen(true)] string? field, DateTimeOffset now, out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        var text = field.AsSpan().Trim(" \t");
        if (text.IsEmpty || text.Length > 64)
        {
            return false;
        }

        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            // More digits than a long has are still a number of seconds.
            delay = long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
            return true;
        }

        if (!TryParseDate(text, now, out var date))
        {
            return false;
        }

        var wait = date - now;
        delay = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
        return true;
    }

    private static bool TryParseDate(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        var comma = text.IndexOf(',');
        var endOfDay = comma >= 0 ? comma : text.IndexOf(' ');
        if (endOfDay < 3 || !IsLetters(text[..endOfDay]))
        {
            return false;
        }

        var rest = text[(endOfDay + 1)..].Trim(' ');
        if (comma < 0)
        {
            return DateTimeOffset.TryParseExact(rest, AsctimeDate, CultureInfo.InvariantCulture, Style, out date);
        }

        return rest.Length > 2 && rest[2] == '-'
            ? TryParseRfc850(rest, now, out date)
            : DateTimeOffset.TryParseExact(rest, FixDate, CultureInfo.InvariantCulture, Style, out date);
    }

    // RFC 9110 §5.6.7: a two-digit year that seems to be more than 50 years ahead is the latest one in the past that ends so.
    private static bool TryParseRfc850(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset date)
    {
        date = default;
        var yearAt = Rfc850DayAndMonth.Length;
        if (text.Length < yearAt + 2 || !int.TryParse(text.Slice(yearAt, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var lastDigits))
        {
            return false;
        }

        var year = (now.Year / 100 * 100) + lastDigits;
        year += year > now.Year + 50 ? -100 : year <= now.Year - 50 ? 100 : 0;
        var full = $"{text[..yearAt]}{year}{text[(yearAt + 2)..]}";
        return DateTimeOffset.TryParseExact(full, "dd-MMM-yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, Style, out date);
    }

    private static bool IsLetters(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetter(character))
            {
                return false;
            }
        }

        return true;
    }
}
