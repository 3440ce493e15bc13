using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>Sends the events of jobs as server-sent events (HTML Standard §9.2), to a bounded number of readers.</summary>
internal sealed class EventStreams(ServiceOptions options, TimeProvider time)
{
    // Proxies and browsers give up on a connection that is silent for long.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // What happens in this time goes out in one piece: nobody reads faster, and a flush for each page and reader would cost the crawl dearly.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private int _open;

    /// <summary>Takes a place for a reader.</summary>
    /// <param name="place">Gives it back when disposed.</param>
    public bool TryOpen([NotNullWhen(true)] out IDisposable? place)
    {
        if (Interlocked.Increment(ref _open) > options.MaxEventStreams)
        {
            Interlocked.Decrement(ref _open);
            place = null;
            return false;
        }

        place = new Place(this);
        return true;
    }

    /// <summary>
    /// Sends events until the job is over, or the reader leaves. A reader that comes anew, or has missed some, is told the
    /// state of now first.
    /// </summary>
    /// <param name="response">Where to.</param>
    /// <param name="record">The job when the reader came.</param>
    /// <param name="job">The job while it is open; null when it is over.</param>
    /// <param name="lastId">The last event that the reader knows; null for none.</param>
    /// <param name="cancellationToken">The reader left, or the service stops.</param>
    public async Task SendAsync(HttpResponse response, JobRecord record, CrawlJob? job, long? lastId, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        if (job is null)
        {
            WriteState(response.BodyWriter, record, lastId);
            await response.BodyWriter.FlushAsync(cancellationToken);
            return;
        }

        var next = lastId + 1 ?? job.Events.NextId;
        var knowsState = false;
        while (true)
        {
            var isClosed = job.Events.IsClosed;
            var events = job.Events.Read(next, out var came, out var isComplete);
            if (!knowsState || !isComplete)
            {
                // Without an id of its own it leaves the reader's place as it is.
                WriteState(response.BodyWriter, job.Record, null);
                knowsState = true;
            }

            foreach (var happened in events)
            {
                Write(response.BodyWriter, happened.Id, happened.Type, happened.Data.Span);
                next = happened.Id + 1;
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            if (isClosed || (job.Record.Status.IsOver && next == job.Events.NextId))
            {
                return;
            }

            if (!isComplete && events.Count == 0)
            {
                next = job.Events.NextId;
            }

            await Task.Delay(Pace, time, cancellationToken);
            await WaitAsync(response.BodyWriter, came, cancellationToken);
        }
    }

    private async Task WaitAsync(PipeWriter body, Task came, CancellationToken cancellationToken)
    {
        while (!came.IsCompleted)
        {
            await came.WaitAsync(Heartbeat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (!came.IsCompleted)
            {
                await body.WriteAsync(": \n\n"u8.ToArray(), cancellationToken);
            }
        }
    }

    private static void WriteState(PipeWriter body, JobRecord record, long? id) =>
        Write(body, id, "state", JsonSerializer.SerializeToUtf8Bytes(JobView.Of(record), JobJson.Default.JobView));

    // The data are JSON in one line, so no text of a page can begin a field of its own.
    private static void Write(PipeWriter body, long? id, string type, ReadOnlySpan<byte> data)
    {
        var head = id is null ? $"event: {type}\ndata: " : string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {type}\ndata: ");
        body.Advance(Encoding.ASCII.GetBytes(head, body.GetSpan(head.Length)));
        body.Write(data);
        body.Write("\n\n"u8);
    }

    private sealed class Place(EventStreams streams) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
            {
                Interlocked.Decrement(ref streams._open);
            }
        }
    }
}
