namespace AsyncCrawler.Host.Jobs;

/// <summary>A message of a webhook on its way.</summary>
/// <param name="Number">Rises with each message.</param>
/// <param name="JobId">The job it is of.</param>
/// <param name="State">What it tells.</param>
/// <param name="Webhook">Whom.</param>
/// <param name="Body">The <see cref="WebhookState"/> as JSON: the same whenever it is sent.</param>
internal sealed record WebhookDelivery(long Number, string JobId, JobState State, JobWebhook Webhook, ReadOnlyMemory<byte> Body);
