namespace AsyncCrawler.Host.Bench;

/// <summary>What a process of ours is to do for a rung.</summary>
internal sealed record BenchTask
{
    /// <summary>The program's path below the folder of this one, without an extension.</summary>
    public string Program { get; init; } = "asynccrawler";

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Variables that are set for it. Default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it is given on its standard input. Default nothing.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Reads the last line of its output: pages that it took, and bytes of their bodies that it fetched.</summary>
    public required Func<string, (long Pages, long Bytes)> ReadLastLine { get; init; }
}
