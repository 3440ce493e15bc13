using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Where outcomes rest. Called one page at a time. A sink that cannot write throws: the crawl stops rather than forget.
/// Disposing flushes and closes it; a second time does nothing.
/// </summary>
public interface IResultSink : IAsyncDisposable
{
    /// <summary>Where the sink writes, as an operator would look for it: a path, or the address of a service.</summary>
    string Location { get; }

    /// <summary>Writes one finished URL, or leaves it alone when it is not of the sink's kind.</summary>
    /// <param name="page">The finished URL.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <returns>Completes when the outcome is with the operating system or in the sink's own buffer.</returns>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    ValueTask WriteAsync(PageOutcome page, CancellationToken cancellationToken);

    /// <summary>Hands what is buffered to the operating system.</summary>
    /// <param name="cancellationToken">Cancels the flush.</param>
    /// <returns>Completes when nothing is left in the sink's own buffers.</returns>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
