using System.Globalization;

namespace AsyncCrawler.Results;

/// <summary>The dates of sitemaps: W3C Datetime, from a year to a fraction of a second. Where no zone is given it is UTC.</summary>
internal static class W3cDate
{
    private static readonly string[] Forms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text; null gives null.</param>
    /// <param name="now">What is later than this is not believed.</param>
    /// <returns>The date; null when it is none, or lies in the future.</returns>
    public static DateTimeOffset? Read(string? text, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date <= now ? date : null;
}
