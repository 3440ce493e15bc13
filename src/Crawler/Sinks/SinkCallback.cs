using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// The second of the done-callbacks: gives each finished URL to every sink, in their order. It owns the sinks. A sink that
/// fails ends the crawl with a <see cref="SinkUnavailableException"/>.
/// </summary>
/// <param name="sinks">The sinks.</param>
/// <param name="time">Where the time comes from.</param>
internal sealed class SinkCallback(IReadOnlyList<IResultSink> sinks, TimeProvider time) : IPageDoneCallback, IAsyncDisposable
{
    // A reader who follows the file sees a slow crawl live, and a hard kill costs a second of records at most.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private long _flushedAt = time.GetTimestamp();

    /// <inheritdoc/>
    public async ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        foreach (var sink in sinks)
        {
            await GuardAsync(sink, sink.WriteAsync(page, cancellationToken));
        }

        if (time.GetElapsedTime(_flushedAt) >= FlushInterval)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Hands what the sinks buffer to the operating system: before pages are acknowledged to a store that outlives the process.</summary>
    /// <param name="cancellationToken">Cancels the flush.</param>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var sink in sinks)
        {
            await GuardAsync(sink, sink.FlushAsync(cancellationToken));
        }

        _flushedAt = time.GetTimestamp();
    }

    /// <summary>Flushes and closes every sink, also when one of them fails; the first failure is thrown when all are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        SinkUnavailableException? fault = null;
        foreach (var sink in sinks)
        {
            try
            {
                await GuardAsync(sink, sink.DisposeAsync());
            }
            catch (SinkUnavailableException error)
            {
                fault ??= error;
            }
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    private static async ValueTask GuardAsync(IResultSink sink, ValueTask work)
    {
        try
        {
            await work;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SinkUnavailableException(sink.GetType().Name, sink.Location, error);
        }
    }
}
