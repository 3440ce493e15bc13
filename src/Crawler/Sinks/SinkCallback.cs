using AsyncCrawler.Diagnostics;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// The second of the done-callbacks: gives each finished URL to every sink, in their order, and hands what they gathered to
/// the operating system before the pages are committed. It owns the sinks. A sink that fails ends the crawl with a
/// <see cref="SinkUnavailableException"/>.
/// </summary>
/// <param name="sinks">The sinks.</param>
internal sealed class SinkCallback(IReadOnlyList<IResultSink> sinks) : IPageDoneCallback, ICommitParticipant, IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        foreach (var sink in sinks)
        {
            try
            {
                sink.Write(page, cancellationToken);
            }
            catch (Exception error) when (IsOfThePlace(error))
            {
                throw Unavailable(sink, error);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Flushes the sinks, and notes how far their files were written: what lies behind that when the crawl is resumed is cut off.</summary>
    /// <param name="notes">Gets the lengths.</param>
    /// <param name="cancellationToken">Cancels the flush.</param>
    public ValueTask PrepareCommitAsync(IDictionary<string, string> notes, CancellationToken cancellationToken)
    {
        foreach (var sink in sinks)
        {
            try
            {
                sink.Records.Flush(cancellationToken);
            }
            catch (Exception error) when (IsOfThePlace(error))
            {
                throw Unavailable(sink, error);
            }

            CommittedLengths.Note(notes, sink.Records);
        }

        FaultPoints.Hit(FaultPoint.RecordsWritten);
        return ValueTask.CompletedTask;
    }

    /// <summary>Flushes and closes every sink, also when one of them fails; the first failure is thrown when all are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        SinkUnavailableException? fault = null;
        foreach (var sink in sinks)
        {
            try
            {
                await sink.DisposeAsync();
            }
            catch (Exception error) when (IsOfThePlace(error))
            {
                fault ??= Unavailable(sink, error);
            }
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    private static bool IsOfThePlace(Exception error) => error is IOException or UnauthorizedAccessException;

    private static SinkUnavailableException Unavailable(IResultSink sink, Exception error) => new(sink.GetType().Name, sink.Location, error);
}
