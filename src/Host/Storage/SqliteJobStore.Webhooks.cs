using AsyncCrawler.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Host.Storage;

/// <content>Messages of webhooks beside the jobs they are of.</content>
internal sealed partial class SqliteJobStore : IWebhookOutbox
{
    public ValueTask KeepAsync(WebhookDelivery delivery) => UseAsync(() => Run(
        "INSERT OR IGNORE INTO webhook (number, job, state, body) SELECT $number, id, $state, $body FROM job WHERE id = $job",
        ("$number", delivery.Number), ("$job", delivery.JobId), ("$state", Word(delivery.State)), ("$body", delivery.Body.ToArray())));

    public ValueTask ForgetAsync(long number) => UseAsync(() => Run("DELETE FROM webhook WHERE number = $number", ("$number", number)));

    public ValueTask<IReadOnlyList<WebhookDelivery>> ListAsync(CancellationToken cancellationToken) => UseAsync<IReadOnlyList<WebhookDelivery>>(() =>
        [.. ReadAll("SELECT w.number, w.job, w.state, w.body, j.spec FROM webhook w JOIN job j ON j.id = w.job ORDER BY w.number", ReadDelivery).OfType<WebhookDelivery>()]);

    private static WebhookDelivery? ReadDelivery(SqliteDataReader row) => FromJson(row.GetString(4), JobJson.Default.JobSpec).Webhook is { } webhook
        ? new WebhookDelivery(row.GetInt64(0), row.GetString(1), Enum.Parse<JobState>(row.GetString(2), ignoreCase: true), webhook, row.GetFieldValue<byte[]>(3))
        : null;
}
