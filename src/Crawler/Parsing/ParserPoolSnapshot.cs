namespace AsyncCrawler.Parsing;

/// <summary>The pool at one moment. Counters begin with the pool and only grow.</summary>
public sealed record ParserPoolSnapshot
{
    /// <summary>The places, in the order of their names.</summary>
    public required IReadOnlyList<WorkerStatus> Workers { get; init; }

    /// <summary>Documents that wait for a worker.</summary>
    public required int Waiting { get; init; }

    /// <summary>Processes that died or were killed, by reason; reasons that did not occur are absent.</summary>
    public required IReadOnlyDictionary<WorkerDeathReason, int> Deaths { get; init; }

    /// <summary>Processes replaced in good health.</summary>
    public required int Retirements { get; init; }

    /// <summary>Processes that took the place of another one.</summary>
    public required int Restarts { get; init; }

    /// <summary>Starts that did not end in a working process.</summary>
    public required int FailedStarts { get; init; }

    /// <summary>Documents that killed a worker twice: each is answered <see cref="ParseOutcome.Failed"/>.</summary>
    public required int Condemned { get; init; }

    /// <summary>Documents answered <see cref="ParseOutcome.Failed"/> unsent, because the same content was condemned, or refused for its tree, before.</summary>
    public required int Spared { get; init; }

    /// <summary>How long documents waited for a worker.</summary>
    public required QueueWaits QueueWaits { get; init; }

    /// <summary>The layers of the sandbox, and which of them are active.</summary>
    public required IReadOnlyList<SandboxLayer> Sandbox { get; init; }

    /// <summary>Why the pool gave up; null while it works.</summary>
    public required string? Fault { get; init; }
}
