namespace AsyncCrawler.Host.Settings;

/// <summary>Names and values in configuration: <c>Fetch:Headers:Accept-Charset=utf-8</c>.</summary>
internal static class SettingMap
{
    /// <summary>Adds or replaces what is said; unlike a list a map has names, so layers do not mix by mistake.</summary>
    /// <returns>The faults, each in one line.</returns>
    public static IReadOnlyList<string> Fill(IDictionary<string, string> map, Setting setting, IReadOnlyList<SettingEntry> entries)
    {
        var faults = new List<string>();
        foreach (var entry in entries)
        {
            var name = entry.Name[setting.Name.Length..].TrimStart(':');
            if (name.Length == 0)
            {
                faults.Add(SettingFault.Of(entry, $"{setting.Name}:NAME with a text"));
            }
            else
            {
                map[name] = entry.Text;
            }
        }

        return faults;
    }
}
