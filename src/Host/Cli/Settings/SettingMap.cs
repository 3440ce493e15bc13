namespace AsyncCrawler.Host.Cli.Settings;

/// <summary>Names and values in configuration: <c>Fetch:Headers:Accept-Charset=utf-8</c>.</summary>
internal static class SettingMap
{
    /// <summary>Adds or replaces what is said; unlike a list a map has names, so layers do not mix by mistake.</summary>
    /// <returns>The fault in one line; null when there is none.</returns>
    public static string? Fill(IDictionary<string, string> map, Setting setting, IReadOnlyList<SettingEntry> entries)
    {
        foreach (var entry in entries)
        {
            var name = entry.Name[setting.Name.Length..].TrimStart(':');
            if (name.Length == 0)
            {
                return SettingFault.Of(entry, $"{setting.Name}:NAME with a text");
            }

            map[name] = entry.Text;
        }

        return null;
    }
}
