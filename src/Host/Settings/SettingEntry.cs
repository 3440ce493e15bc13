namespace AsyncCrawler.Host.Settings;

/// <summary>One thing that the user said, in any of the layers.</summary>
/// <param name="Name">The configuration name, for example <c>Politeness:Delay</c>; case does not matter.</param>
/// <param name="Text">The value as written.</param>
/// <param name="Origin">How the user said it, for faults: <c>--delay</c>, or an environment variable's name.</param>
internal sealed record SettingEntry(string Name, string Text, string Origin)
{
    /// <summary>What a fault says is allowed, where the origin has words of its own; otherwise null.</summary>
    public string? Allowed { get; init; }

    /// <summary>Whether it stands on the command line, which every user of the machine can read.</summary>
    public bool IsPublic { get; init; }
}
