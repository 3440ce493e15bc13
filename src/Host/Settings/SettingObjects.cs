using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AsyncCrawler.Host.Settings;

/// <summary>Lists of small groups of options: <c>Fetch:Credentials:0:Origin</c>, <c>Fetch:Credentials:0:User</c> and so on.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
internal static class SettingObjects
{
    /// <summary>Whether a type is such a group.</summary>
    public static bool Is(Type type) => type is { IsClass: true } && type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetConstructor([]) is not null;

    /// <summary>Makes one group of what was said of it.</summary>
    /// <param name="type">The group's type.</param>
    /// <param name="parts">The name of an option in the group, and what was said.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public static object? Read(Type type, IEnumerable<(string Name, SettingEntry Entry)> parts, List<string> faults)
    {
        var group = Activator.CreateInstance(type);
        foreach (var (name, entry) in parts)
        {
            var property = PropertyOf(type, name);
            if (ListOf(type, name) is { } list)
            {
                var elements = list.GetValue(group) as IList<string> ?? [];
                elements.Add(entry.Text);
                list.SetValue(group, elements);
            }
            else if (property is not null && property.PropertyType == typeof(string))
            {
                property.SetValue(group, entry.Text); // as it is: a password may begin with a blank
            }
            else if (property is not null && SettingText.TryConvert(entry.Text, property.PropertyType, out var value))
            {
                if (SettingLimits.FaultOf(property, value, entry) is { } fault)
                {
                    faults.Add(fault);
                }

                property.SetValue(group, value);
            }
            else if (property is not null)
            {
                // A secret is a text, and every text is one.
                faults.Add(SettingFault.Of(entry, SettingText.Describe(property.PropertyType)));
            }
            else
            {
                // A misspelt name may stand before a secret.
                faults.Add(SettingFault.Of(entry with { Text = "***" }, "INDEX:NAME with NAME one of: " + string.Join(", ", type.GetProperties().Select(option => option.Name))));
            }
        }

        return group;
    }

    // Elements come as NAME:INDEX, in their order.
    private static PropertyInfo? ListOf(Type type, string name) =>
        PropertyOf(type, name.Split(':')[0]) is { } property && property.PropertyType == typeof(IList<string>) ? property : null;

    /// <summary>The option of a group; null when it has none of that name.</summary>
    public static PropertyInfo? PropertyOf(Type type, string name) =>
        type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
}
