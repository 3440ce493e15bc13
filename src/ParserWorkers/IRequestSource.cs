using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Where the requests come from. For one thread.</summary>
internal interface IRequestSource
{
    /// <summary>Why no more requests come; meaningful once <see cref="TryTake"/> gave false.</summary>
    WorkerExitCode End { get; }

    /// <summary>Begins to look for the end of the input.</summary>
    void Start();

    /// <summary>Blocks until the next request.</summary>
    /// <param name="request">The request, owned by the caller, who disposes it before the next call.</param>
    /// <returns>False when no more come.</returns>
    bool TryTake([NotNullWhen(true)] out PendingRequest? request);
}
