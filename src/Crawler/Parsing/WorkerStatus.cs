namespace AsyncCrawler.Parsing;

/// <summary>One place of the pool at one moment.</summary>
public sealed record WorkerStatus
{
    /// <summary>The place's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process in it now; 0 while there is none.</summary>
    public required int ProcessId { get; init; }

    /// <summary>What it is doing.</summary>
    public required WorkerState State { get; init; }

    /// <summary>Documents answered by all processes of this place.</summary>
    public required long Documents { get; init; }

    /// <summary>Processes of this place that died or were killed; retirement does not count.</summary>
    public required int Deaths { get; init; }

    /// <summary>Processes of this place that were replaced in good health.</summary>
    public required int Retirements { get; init; }
}
