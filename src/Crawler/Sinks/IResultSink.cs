using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Where outcomes rest: a file that grows by whole records, and can be cut back to where it was at a commit. Called one page at a
/// time. A sink that cannot write throws: the crawl stops rather than forget. Disposing flushes and closes it; a second time does
/// nothing.
/// </summary>
internal interface IResultSink : IAsyncDisposable
{
    /// <summary>Where the sink writes, as an operator would look for it.</summary>
    string Location { get; }

    /// <summary>The file.</summary>
    RecordFile Records { get; }

    /// <summary>Writes one finished URL, or leaves it alone when it is not of the sink's kind.</summary>
    /// <param name="page">The finished URL.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    void Write(PageOutcome page, CancellationToken cancellationToken);
}
