namespace AsyncCrawler.Host.Settings;

/// <summary>The layer of the environment: <c>ASYNCCRAWLER__Politeness__Delay=2</c>.</summary>
internal static class EnvironmentSettings
{
    /// <summary>What a variable begins with to be ours. Two underscores: <c>ASYNCCRAWLER_CORPORA</c> and its like are no options.</summary>
    public const string Prefix = "ASYNCCRAWLER__";

    private const string Separator = "__";

    /// <summary>The entries, in the order of their names so that faults come in the same order everywhere.</summary>
    public static IReadOnlyList<SettingEntry> Read(IReadOnlyDictionary<string, string> variables) =>
    [
        .. variables
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new SettingEntry(
                variable.Key[Prefix.Length..].Replace(Separator, ":", StringComparison.Ordinal), variable.Value, variable.Key)),
    ];
}
