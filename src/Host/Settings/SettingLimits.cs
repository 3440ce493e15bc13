using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace AsyncCrawler.Host.Settings;

/// <summary>The limits that an option's attributes set, in the words of a command line.</summary>
internal static class SettingLimits
{
    /// <summary>What is wrong with a value; null when nothing is.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">A value of its type.</param>
    /// <param name="entry">Who said it.</param>
    public static string? FaultOf(PropertyInfo option, object? value, SettingEntry entry) =>
        option.GetCustomAttributes<ValidationAttribute>(inherit: true)
            .Where(limit => !limit.IsValid(value))
            .Select(limit => limit is RangeAttribute range
                ? SettingFault.Of(entry, Describe(range, option.PropertyType))
                : SettingFault.Because(entry, limit.FormatErrorMessage(entry.Name)))
            .FirstOrDefault();

    /// <summary>What a setting takes, in words: its range where it has one, otherwise its type.</summary>
    public static string Describe(Setting setting) =>
        setting.Property.GetCustomAttribute<RangeAttribute>(inherit: true) is { } range
            ? Describe(range, setting.Property.PropertyType)
            : SettingText.Describe(setting.Property.PropertyType);

    private static string Describe(RangeAttribute range, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var (least, most) = (Bound(range.Minimum, inner ?? type), Bound(range.Maximum, inner ?? type));
        var bounds = most is IConvertible number && number.ToDouble(CultureInfo.InvariantCulture) >= int.MaxValue
            ? $"at least {Show(least)}"
            : $"{Show(least)} to {Show(most)}";
        return inner is null ? bounds : $"{bounds}, or {SettingText.None}";
    }

    // Attributes hold the bounds of a time as texts.
    private static object Bound(object bound, Type type) =>
        type == typeof(TimeSpan) && bound is string text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : bound;

    private static string Show(object bound) =>
        bound is TimeSpan time ? DurationText.Format(time) : string.Create(CultureInfo.InvariantCulture, $"{bound:0.###}");
}
