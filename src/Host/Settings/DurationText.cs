using System.Globalization;

namespace AsyncCrawler.Host.Settings;

/// <summary>Times as people write them: <c>90</c> (seconds), <c>1.5</c>, <c>500ms</c>, <c>90s</c>, <c>5m</c>, <c>1h</c>, <c>2d</c>, or <c>00:01:30</c>.</summary>
internal static class DurationText
{
    /// <summary>How a fault tells what may be written.</summary>
    public const string Forms = "90 (seconds), 500ms, 90s, 5m, 1h or 00:01:30";

    // Longer suffixes first: "ms" ends in "s".
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    private static readonly (string Suffix, TimeSpan Unit) NoUnit = ("", TimeSpan.FromSeconds(1));

    /// <summary>Reads a time. A bare number means seconds, not days as in <see cref="TimeSpan.Parse(string)"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The time; may be negative.</param>
    /// <returns>False when it is none of the forms, or longer than a <see cref="TimeSpan"/>.</returns>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var trimmed = text.Trim();
        if (trimmed.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out value);
        }

        var (suffix, unit) = Units.Append(NoUnit).First(candidate => trimmed.EndsWith(candidate.Suffix, StringComparison.OrdinalIgnoreCase));
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(trimmed.AsSpan(0, trimmed.Length - suffix.Length), Plain, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > TimeSpan.MaxValue.Ticks / unit.Ticks)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(number * unit.Ticks));
        return true;
    }

    /// <summary>Writes a time in the largest unit that gives a whole number.</summary>
    /// <param name="value">The time.</param>
    /// <returns>For example <c>90s</c>, or <c>0s</c>.</returns>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0s";
        }

        var (suffix, unit) = Units.LastOrDefault(candidate => value.Ticks % candidate.Unit.Ticks == 0);
        return suffix is null
            ? value.ToString("c", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / unit.Ticks}{suffix}");
    }
}
