using System.Globalization;
using System.Text;

namespace AsyncCrawler.Politeness;

/// <summary>The Crawl-delay line, which no standard defines: seconds between two requests.</summary>
internal static class CrawlDelay
{
    /// <summary>What a longer one is taken for: a site that wants to be left alone for good says Disallow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Reads the value.</summary>
    /// <param name="value">The value of the line.</param>
    /// <param name="delay">From zero to <see cref="Longest"/>.</param>
    /// <returns>False when it is no number of seconds.</returns>
    public static bool TryParse(ReadOnlySpan<byte> value, out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (value.Length > 64 || !double.TryParse(Encoding.Latin1.GetString(value), Style, CultureInfo.InvariantCulture, out var seconds) || !(seconds >= 0))
        {
            return false;
        }

        delay = seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        return true;
    }
}
