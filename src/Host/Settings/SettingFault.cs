using AsyncCrawler.Host.Diagnostics;

namespace AsyncCrawler.Host.Settings;

/// <summary>The one form that faults of values have: who said it, what was said, what may be said.</summary>
internal static class SettingFault
{
    private const int ShownLength = 80;

    /// <summary>A fault of which what is allowed can be listed.</summary>
    public static string Of(SettingEntry entry, string allowed) => Because(entry, $"allowed: {entry.Allowed ?? allowed}");

    /// <summary>A fault that explains itself.</summary>
    public static string Because(SettingEntry entry, string reason) =>
        $"{entry.Origin} '{TerminalText.Escape(entry.Text, ShownLength)}': {reason.TrimEnd('.')}.";
}
