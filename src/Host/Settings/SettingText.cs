using System.Globalization;

namespace AsyncCrawler.Host.Settings;

/// <summary>Texts to the types that options have.</summary>
internal static class SettingText
{
    /// <summary>The text that says that an option which may be absent is.</summary>
    public const string None = "none";

    /// <summary>Whether texts can be converted to a type.</summary>
    public static bool CanConvert(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsEnum || inner == typeof(string) || inner == typeof(bool) || inner == typeof(int) || inner == typeof(long)
            || inner == typeof(double) || inner == typeof(TimeSpan);
    }

    /// <summary>Converts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">A type that <see cref="CanConvert"/>.</param>
    /// <param name="value">The value; null for <see cref="None"/> where the type allows it.</param>
    /// <returns>False when the text is no value of the type.</returns>
    public static bool TryConvert(string text, Type type, out object? value)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null && text.Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            value = null;
            return true;
        }

        value = Convert(text.Trim(), inner ?? type);
        return value is not null;
    }

    /// <summary>What a type takes, in words.</summary>
    public static string Describe(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var words = (inner ?? type) switch
        {
            { IsEnum: true } e => string.Join(", ", Enum.GetNames(e).Select(name => name.ToLowerInvariant())),
            var t when t == typeof(bool) => "true or false",
            var t when t == typeof(TimeSpan) => "a time such as " + DurationText.Forms,
            var t when t == typeof(double) => "a number",
            var t when t == typeof(string) => "a text",
            _ => "a whole number",
        };
        return inner is null ? words : $"{words}, or {None}";
    }

    private static object? Convert(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(bool) => bool.TryParse(text, out var value) ? value : null,
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
        _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null,
        _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
        _ when type == typeof(TimeSpan) => DurationText.TryParse(text, out var value) ? value : null,
        _ when type.IsEnum => ConvertNames(text, type),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Names only: Enum.TryParse also takes numbers, which mean nothing to a reader. A comma joins flags, and nothing else.
    private static object? ConvertNames(string text, Type type)
    {
        var isOne = !type.IsDefined(typeof(FlagsAttribute), inherit: false);
        return text.Any(char.IsAsciiDigit) || (isOne && text.Contains(',', StringComparison.Ordinal))
            || !Enum.TryParse(type, text, ignoreCase: true, out var value) ? null : value;
    }
}
