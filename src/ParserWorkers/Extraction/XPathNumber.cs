using System.Globalization;

namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>Numbers as XPath 1.0 §4.2 writes them: never with an exponent, which the base library's engine leaves in.</summary>
internal static class XPathNumber
{
    /// <summary>Writes a number with as many digits as tell it from every other.</summary>
    /// <param name="value">Any number, also infinite or none.</param>
    /// <returns>For example <c>0.5</c>, <c>-3</c>, <c>NaN</c>, <c>Infinity</c>.</returns>
    public static string ToText(double value)
    {
        // §4.2: negative zero is written like zero.
        var text = (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0)
        {
            return text;
        }

        var sign = value < 0 ? "-" : "";
        var mantissa = text[sign.Length..exponentAt];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = 1 + int.Parse(text.AsSpan(exponentAt + 1), CultureInfo.InvariantCulture);
        return point switch
        {
            <= 0 => $"{sign}0.{new string('0', -point)}{digits}",
            _ when point < digits.Length => $"{sign}{digits[..point]}.{digits[point..]}",
            _ => sign + digits.PadRight(point, '0'),
        };
    }
}
