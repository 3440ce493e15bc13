namespace AsyncCrawler.Host.Cli.Settings;

/// <summary>The one form that faults of values have: who said it, what was said, what may be said.</summary>
internal static class SettingFault
{
    private const int ShownLength = 80;

    public static string Of(SettingEntry entry, string allowed) =>
        $"{entry.Origin}: '{TerminalText.Escape(entry.Text, ShownLength)}' is not allowed; allowed: {allowed}.";
}
