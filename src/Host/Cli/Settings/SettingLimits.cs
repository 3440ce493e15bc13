using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AsyncCrawler.Host.Cli.Settings;

/// <summary>The limits that an option's attributes set, in the words of a command line.</summary>
internal static class SettingLimits
{
    /// <summary>What is wrong with a value; null when nothing is.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">A value of its type.</param>
    public static string? FaultOf(Setting setting, object? value) =>
        setting.Property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true)
            .Cast<ValidationAttribute>()
            .Where(limit => !limit.IsValid(value))
            .Select(limit => limit is RangeAttribute range ? Describe(range, setting) : limit.FormatErrorMessage(setting.Name))
            .FirstOrDefault();

    /// <summary>The range that the attributes allow, in words; null when they set none.</summary>
    public static string? RangeOf(Setting setting) =>
        setting.Property.GetCustomAttributes(typeof(RangeAttribute), inherit: true).Cast<RangeAttribute>().FirstOrDefault() is { } range
            ? Describe(range, setting)
            : null;

    private static string Describe(RangeAttribute range, Setting setting)
    {
        var type = Nullable.GetUnderlyingType(setting.Property.PropertyType) ?? setting.Property.PropertyType;
        var isOpen = Convert.ToString(range.Maximum, CultureInfo.InvariantCulture) is { } most
            && double.TryParse(most, CultureInfo.InvariantCulture, out var limit) && limit >= int.MaxValue;
        var bounds = isOpen ? $"at least {Show(range.Minimum, type)}" : $"{Show(range.Minimum, type)} to {Show(range.Maximum, type)}";
        return Nullable.GetUnderlyingType(setting.Property.PropertyType) is null ? bounds : $"{bounds}, or {SettingText.None}";
    }

    private static string Show(object bound, Type type) => type == typeof(TimeSpan)
        ? DurationText.Format(bound as TimeSpan? ?? TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture))
        : string.Create(CultureInfo.InvariantCulture, $"{bound:0.###}");
}
