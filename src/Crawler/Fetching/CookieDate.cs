using System.Globalization;
using System.Text.RegularExpressions;

namespace AsyncCrawler.Fetching;

/// <summary>Dates of cookies, in all the forms that were ever seen (RFC 6265bis §5.1.1).</summary>
internal static partial class CookieDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a date.</summary>
    /// <param name="text">At most as long as an attribute may be.</param>
    /// <param name="date">The date.</param>
    /// <returns>False when there is no whole date in the text.</returns>
    public static bool TryParse(string text, out DateTimeOffset date)
    {
        date = default;
        (int Hour, int Minute, int Second)? time = null;
        int? day = null, month = null, year = null;

        // Each token is the first thing that it can be and that is still missing.
        foreach (var match in Tokens().EnumerateMatches(text))
        {
            var token = text.Substring(match.Index, match.Length);
            if (time is null && Time().Match(token) is { Success: true } clock)
            {
                time = (Number(clock, 1), Number(clock, 2), Number(clock, 3));
            }
            else if (day is null && Day().Match(token) is { Success: true } dayOfMonth)
            {
                day = Number(dayOfMonth, 1);
            }
            else if (month is null && token.Length >= 3 && Array.IndexOf(Months, token[..3].ToLowerInvariant()) is >= 0 and var index)
            {
                month = index + 1;
            }
            else if (year is null && Year().Match(token) is { Success: true } found)
            {
                year = Number(found, 1) switch { >= 70 and <= 99 and var late => late + 1900, >= 0 and <= 69 and var early => early + 2000, var whole => whole };
            }
        }

        if (time is not ( <= 23, <= 59, <= 59) || day is not >= 1 || month is null || year is not >= 1601 || day > DateTime.DaysInMonth(year.Value, month.Value))
        {
            return false;
        }

        date = new DateTimeOffset(year.Value, month.Value, day.Value, time.Value.Hour, time.Value.Minute, time.Value.Second, TimeSpan.Zero);
        return true;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[^\x09\x20-\x2F\x3B-\x40\x5B-\x60\x7B-\x7E]+", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[^0-9]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"^([0-9]{1,2})(?:[^0-9]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"^([0-9]{2,4})(?:[^0-9]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
