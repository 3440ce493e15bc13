using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>The options of <c>serve</c> besides those of the engine, by room: <c>Service:Listen</c>, <c>Jobs:MaxParallel</c>.</summary>
internal sealed class ServeOptions
{
    /// <summary>How the service is reached.</summary>
    public ServiceOptions Service { get; } = new();

    /// <summary>What jobs may cost.</summary>
    public JobOptions Jobs { get; } = new();
}
