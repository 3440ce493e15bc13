using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Jobs;

/// <summary>
/// Tells those who asked of each state of their jobs: through the address policy, signed, of one job in order, and some times
/// again when nobody takes it. What is still to be told when the service ends is not told: the API knows the state.
/// </summary>
internal sealed partial class JobWebhooks(JobBoard board, IWebhookSender sender, TimeProvider time, ILogger<JobWebhooks> logger)
{
    // A receiver that is down must not cost memory for ever.
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource> _last = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>Begins to tell.</summary>
    /// <param name="stop">Ends it.</param>
    public void Start(CancellationToken stop) => board.Moved += (_, record) => Enqueue(record, stop);

    private void Enqueue(JobRecord record, CancellationToken stop)
    {
        if (record.Spec.Webhook is not { } webhook || stop.IsCancellationRequested)
        {
            return;
        }

        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            LogDropped(record.Id, record.Status.State);
            return;
        }

        var state = new WebhookState
        {
            Delivery = JobId.Create(), At = time.GetUtcNow(), Id = record.Id, Name = record.Spec.Name, State = record.Status.State, Reason = record.Status.Reason, Progress = record.Progress,
        };
        lock (_gate)
        {
            var before = _last.GetValueOrDefault(record.Id)?.Task ?? Task.CompletedTask;
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _last[record.Id] = told;
            _ = Task.Run(() => TellAsync(before, told, webhook, state, stop), CancellationToken.None);
        }
    }

    private async Task TellAsync(Task before, TaskCompletionSource told, JobWebhook webhook, WebhookState state, CancellationToken stop)
    {
        try
        {
            await before;
            await SendAsync(webhook, state, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service ends.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            told.SetResult();
            lock (_gate)
            {
                if (_last.GetValueOrDefault(state.Id) == told)
                {
                    _last.Remove(state.Id);
                }
            }
        }
    }

    private async Task SendAsync(JobWebhook webhook, WebhookState state, CancellationToken stop)
    {
        if (!CrawlUrl.TryParse(webhook.Url, out var url))
        {
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(state, JobJson.Default.WebhookState);
        for (var attempt = 0; ; attempt++)
        {
            var headers = new Dictionary<string, string> { [WebhookSignature.Field] = WebhookSignature.Of(webhook.Secret, time.GetUtcNow(), body) };
            var outcome = await sender.SendAsync(new WebhookMessage(url, body, headers), stop);
            if (outcome.IsDelivered)
            {
                return;
            }

            // What the policy forbids it will forbid again.
            if (attempt == Pauses.Length || outcome.Reason is FetchFailureReason.BlockedAddress or FetchFailureReason.BlockedPort)
            {
                LogUndelivered(state.Id, state.State, outcome.Detail);
                return;
            }

            await Task.Delay(Pauses[attempt], time, stop);
        }
    }

    [LoggerMessage(EventIds.Jobs.WebhookUndelivered, LogLevel.Warning, "The webhook of crawl {Id} was not told of {State}: {Detail}")]
    private partial void LogUndelivered(string id, JobState state, string detail);

    [LoggerMessage(EventIds.Jobs.WebhookDropped, LogLevel.Warning, "The webhook of crawl {Id} is not told of {State}: too many messages wait")]
    private partial void LogDropped(string id, JobState state);
}
