using System.Collections;
using System.Globalization;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Host.Cli.Settings;

/// <summary>
/// Lists in configuration: <c>Fetch:AllowedPorts=80,443</c>, or one entry per element as JSON arrays give them
/// (<c>Fetch:AllowedPorts:0</c>), or for scope patterns one per part (<c>Scope:Patterns:0:Regex</c>).
/// </summary>
internal static class SettingList
{
    private const string PatternForm = "an array of Regex (a text) and IsInclude (true or false)";

    /// <summary>Replaces the list's elements.</summary>
    /// <returns>The fault in one line, the list unchanged; null when there is none.</returns>
    public static string? Fill(IList list, Setting setting, IReadOnlyList<SettingEntry> entries)
    {
        var isPatterns = setting.ElementType == typeof(ScopePattern);
        var parts = entries.Select(entry => (Rest: entry.Name[setting.Name.Length..].TrimStart(':'), Entry: entry)).ToList();
        var elements = new List<object>();
        var fault = isPatterns ? ReadPatterns(parts, elements) : ReadValues(parts, setting, elements);
        if (fault is null)
        {
            list.Clear();
            elements.ForEach(element => list.Add(element));
        }

        return fault;
    }

    private static string? ReadValues(List<(string Rest, SettingEntry Entry)> parts, Setting setting, List<object> elements)
    {
        var type = setting.ElementType ?? typeof(string);
        var texts = parts is [("", var whole)]
            ? whole.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => (text, whole))
            : parts.OrderBy(part => IndexOf(part.Rest)).Select(part => (part.Entry.Text, part.Entry));
        foreach (var (text, entry) in texts)
        {
            if (!SettingText.TryConvert(text, type, out var element) || element is null)
            {
                return SettingFault.Of(entry, $"a list of: {SettingText.Describe(type)}");
            }

            elements.Add(element);
        }

        return null;
    }

    private static string? ReadPatterns(List<(string Rest, SettingEntry Entry)> parts, List<object> elements)
    {
        foreach (var group in parts.GroupBy(part => IndexOf(part.Rest)).OrderBy(group => group.Key))
        {
            string? regex = null;
            var isInclude = true;
            foreach (var (rest, entry) in group)
            {
                var field = rest[(rest.IndexOf(':', StringComparison.Ordinal) + 1)..];
                if (field.Equals(nameof(ScopePattern.Regex), StringComparison.OrdinalIgnoreCase))
                {
                    regex = entry.Text;
                }
                else if (!field.Equals(nameof(ScopePattern.IsInclude), StringComparison.OrdinalIgnoreCase) || !bool.TryParse(entry.Text, out isInclude))
                {
                    return SettingFault.Of(entry, PatternForm);
                }
            }

            if (regex is null)
            {
                return SettingFault.Of(group.First().Entry, PatternForm);
            }

            if (PatternFault.Of(regex) is { } fault)
            {
                return SettingFault.Because(group.First(part => part.Entry.Text == regex).Entry, fault);
            }

            elements.Add(new ScopePattern(isInclude, regex));
        }

        return null;
    }

    private static int IndexOf(string rest)
    {
        var end = rest.IndexOf(':', StringComparison.Ordinal);
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue;
    }
}
