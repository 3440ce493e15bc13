using AsyncCrawler.Fetching;

namespace AsyncCrawler.Hosting;

/// <summary>A URL fetched as a crawl would, redirects followed. Disposing it gives the body back.</summary>
public sealed class FetchReport : IDisposable
{
    internal FetchReport(IReadOnlyList<FetchHop> hops) => Hops = hops;

    /// <summary>The exchanges in their order, at least one; the last is no redirect that was followed.</summary>
    public IReadOnlyList<FetchHop> Hops { get; }

    /// <summary>What became of the last exchange.</summary>
    public FetchOutcome Outcome => Hops[^1].Outcome;

    /// <inheritdoc/>
    public void Dispose() => (Outcome as FetchOutcome.Received)?.Body.Dispose();
}
