namespace AsyncCrawler.Parsing;

/// <summary>One of the walls around a parser process that the operating system may or may not provide.</summary>
public sealed record SandboxLayer
{
    /// <summary>The layer, for example <c>no-network</c>.</summary>
    public required string Name { get; init; }

    /// <summary>True when every process of the pool is started behind it.</summary>
    public required bool IsActive { get; init; }

    /// <summary>What builds it, or why it is absent; one printable line.</summary>
    public required string Detail { get; init; }
}
