using System.Collections;
using System.Globalization;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Host.Settings;

/// <summary>
/// Lists in configuration: <c>Fetch:AllowedPorts=80,443</c>, or one entry per element as JSON arrays give them
/// (<c>Fetch:AllowedPorts:0</c>), or for scope patterns one per part (<c>Scope:Patterns:0:Pattern</c>) and for other groups of options. Fields are texts (<c>Parsing:Fields:0=title=css:h1</c>).
/// </summary>
internal static class SettingList
{
    private const string PatternForm = "an array of Pattern (a text) and IsInclude (true or false)";

    /// <summary>Replaces the list's elements.</summary>
    /// <returns>The faults, each in one line; where there is one the list is unchanged.</returns>
    public static IReadOnlyList<string> Fill(IList list, Setting setting, IReadOnlyList<SettingEntry> entries)
    {
        var parts = entries.Select(entry => (Part: entry.Name[setting.Name.Length..].TrimStart(':'), Entry: entry)).ToList();
        var elements = new List<object>();
        var faults = new List<string>();
        if (setting.ElementType == typeof(ScopePattern))
        {
            ReadPatterns(parts, elements, faults);
        }
        else if (setting.ElementType == typeof(FieldRule))
        {
            ReadFields(parts, elements, faults);
        }
        else if (setting.ElementType is { } type && SettingObjects.Is(type))
        {
            elements.AddRange(parts.GroupBy(part => IndexOf(part.Part), part => (FieldOf(part.Part), part.Entry)).OrderBy(group => group.Key)
                .Select(group => SettingObjects.Read(type, group, faults)).OfType<object>());
        }
        else
        {
            ReadValues(parts, setting.ElementType ?? typeof(string), elements, faults);
        }

        if (faults.Count == 0)
        {
            list.Clear();
            elements.ForEach(element => list.Add(element));
        }

        return faults;
    }

    private static void ReadValues(List<(string Part, SettingEntry Entry)> parts, Type type, List<object> elements, List<string> faults)
    {
        var texts = parts is [("", var whole)]
            ? whole.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (text, whole))
            : parts.OrderBy(part => IndexOf(part.Part)).Select(part => (part.Entry.Text, part.Entry));
        foreach (var (text, entry) in texts)
        {
            if (SettingText.TryConvert(text, type, out var element) && element is not null)
            {
                elements.Add(element);
            }
            else
            {
                faults.Add(SettingFault.Of(entry, $"a list of: {SettingText.Describe(type)}"));
            }
        }
    }

    private static void ReadPatterns(List<(string Part, SettingEntry Entry)> parts, List<object> elements, List<string> faults)
    {
        foreach (var group in parts.GroupBy(part => IndexOf(part.Part), part => (Field: FieldOf(part.Part), part.Entry)).OrderBy(group => group.Key))
        {
            var text = group.LastOrDefault(part => Is(part.Field, nameof(ScopePattern.Pattern))).Entry;
            var isInclude = true;
            var misfit = group.FirstOrDefault(part => !Is(part.Field, nameof(ScopePattern.Pattern))
                && !(Is(part.Field, nameof(ScopePattern.IsInclude)) && bool.TryParse(part.Entry.Text, out isInclude))).Entry;
            if (misfit is not null || text is null)
            {
                faults.Add(SettingFault.Of(misfit ?? group.First().Entry, PatternForm));
                continue;
            }

            var pattern = new ScopePattern(isInclude, text.Text);
            if (ScopePatternParser.FindFault(pattern) is { } fault)
            {
                faults.Add(SettingFault.Because(text, fault));
            }
            else
            {
                elements.Add(pattern);
            }
        }
    }

    // Never split at commas: selectors have them.
    private static void ReadFields(List<(string Part, SettingEntry Entry)> parts, List<object> elements, List<string> faults)
    {
        foreach (var (_, entry) in parts.OrderBy(part => IndexOf(part.Part)))
        {
            if (FieldRuleText.TryParse(entry.Text, out var rule, out var fault))
            {
                elements.Add(rule);
            }
            else
            {
                faults.Add(SettingFault.Because(entry, fault));
            }
        }
    }

    private static bool Is(string field, string name) => field.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string FieldOf(string part) => part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static int IndexOf(string rest)
    {
        var end = rest.IndexOf(':', StringComparison.Ordinal);
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue;
    }
}
