using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Jobs;

/// <summary>
/// Tells those who asked of each state of their jobs: through the address policy, signed, of one job in order, and some times
/// again when nobody takes it. What is still to be told when the service ends is told by the next process.
/// </summary>
internal sealed partial class JobWebhooks(JobBoard board, IWebhookOutbox outbox, IWebhookSender sender, TimeProvider time, ILogger<JobWebhooks> logger)
{
    // A receiver that is down must not cost memory for ever.
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _last = new(StringComparer.Ordinal);
    private long _number;
    private int _waiting;

    /// <summary>Begins to tell, first what an earlier process left.</summary>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        foreach (var delivery in await outbox.ListAsync(stop))
        {
            _number = delivery.Number;
            Enqueue(delivery, stop);
        }

        board.Moved += (_, record) => Enqueue(record, stop);
    }

    /// <summary>Completes when, after the stop, all that is still to be told is kept.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_last.Values.Select(told => told.Task));
        }
    }

    private void Enqueue(JobRecord record, CancellationToken stop)
    {
        if (record.Spec.Webhook is not { } webhook)
        {
            return;
        }

        var state = new WebhookState
        {
            Delivery = JobId.Create(), At = time.GetUtcNow(), Id = record.Id, Name = record.Spec.Name, State = record.Status.State, Reason = record.Status.Reason, Progress = record.Progress,
        };
        Enqueue(new WebhookDelivery(Interlocked.Increment(ref _number), record.Id, state.State, webhook, JsonSerializer.SerializeToUtf8Bytes(state, JobJson.Default.WebhookState)), stop);
    }

    // The board tells of the states of one job one after the other.
    private void Enqueue(WebhookDelivery delivery, CancellationToken stop)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            LogDropped(delivery.JobId, delivery.State);
            return;
        }

        lock (_gate)
        {
            var before = _last.GetValueOrDefault(delivery.JobId)?.Task ?? Task.CompletedTask;
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _last[delivery.JobId] = told;
            _ = Task.Run(() => TellAsync(before, told, delivery, stop), CancellationToken.None);
        }
    }

    private async Task TellAsync(Task before, TaskCompletionSource told, WebhookDelivery delivery, CancellationToken stop)
    {
        try
        {
            await UseOutboxAsync(() => outbox.KeepAsync(delivery), delivery);
            await before;
            await SendAsync(delivery, stop);
            await UseOutboxAsync(() => outbox.ForgetAsync(delivery.Number), delivery);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next process tells it.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            lock (_gate)
            {
                if (_last.GetValueOrDefault(delivery.JobId) == told)
                {
                    _last.Remove(delivery.JobId);
                }
            }

            told.SetResult();
        }
    }

    // A store that cannot be written keeps no message from being told.
    private async Task UseOutboxAsync(Func<ValueTask> verb, WebhookDelivery delivery)
    {
        try
        {
            await verb();
        }
        catch (JobStoreException error)
        {
            LogUnkept(error, delivery.JobId, delivery.State);
        }
    }

    private async Task SendAsync(WebhookDelivery delivery, CancellationToken stop)
    {
        if (!CrawlUrl.TryParse(delivery.Webhook.Url, out var url))
        {
            return;
        }

        for (var attempt = 0; ; attempt++)
        {
            stop.ThrowIfCancellationRequested();
            var headers = new Dictionary<string, string> { [WebhookSignature.Field] = WebhookSignature.Of(delivery.Webhook.Secret, time.GetUtcNow(), delivery.Body.Span) };
            var outcome = await sender.SendAsync(new WebhookMessage(url, delivery.Body, headers), stop);
            if (outcome.IsDelivered)
            {
                return;
            }

            // What the policy forbids it will forbid again.
            if (attempt == Pauses.Length || outcome.Reason is FetchFailureReason.BlockedAddress or FetchFailureReason.BlockedPort)
            {
                LogUndelivered(delivery.JobId, delivery.State, outcome.Detail);
                return;
            }

            await Task.Delay(Pauses[attempt], time, stop);
        }
    }

    [LoggerMessage(EventIds.Jobs.WebhookUndelivered, LogLevel.Warning, "The webhook of crawl {Id} was not told of {State}: {Detail}")]
    private partial void LogUndelivered(string id, JobState state, string detail);

    [LoggerMessage(EventIds.Jobs.WebhookDropped, LogLevel.Warning, "The webhook of crawl {Id} is not told of {State}: too many messages wait")]
    private partial void LogDropped(string id, JobState state);

    [LoggerMessage(EventIds.Jobs.WebhookUnkept, LogLevel.Warning, "The message to the webhook of crawl {Id} of {State} could not be kept, or not be forgotten")]
    private partial void LogUnkept(Exception error, string id, JobState state);
}
