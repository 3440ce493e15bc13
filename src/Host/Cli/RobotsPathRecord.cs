namespace AsyncCrawler.Host.Cli;

/// <summary>One line of <c>robots --json</c> for each path.</summary>
internal sealed record RobotsPathRecord
{
    /// <summary>Tells the lines apart.</summary>
    public string Type { get; } = "path";

    /// <summary>The URL.</summary>
    public required string Url { get; init; }

    /// <summary>Whether it may be fetched.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The number of the line that decided; null when none did.</summary>
    public required int? Line { get; init; }

    /// <summary>The line that decided; null when none did.</summary>
    public required string? Rule { get; init; }
}
