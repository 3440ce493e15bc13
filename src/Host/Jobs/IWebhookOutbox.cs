namespace AsyncCrawler.Host.Jobs;

/// <summary>Where messages of webhooks rest until somebody took them; those of a job go with it. Each verb is on the disk when it returns. Thread-safe.</summary>
internal interface IWebhookOutbox
{
    /// <summary>Keeps a message; does nothing when it is kept already, or its job was deleted.</summary>
    /// <exception cref="JobStoreException">The store cannot keep it.</exception>
    ValueTask KeepAsync(WebhookDelivery delivery);

    /// <summary>Forgets a message.</summary>
    /// <exception cref="JobStoreException">The store cannot be written.</exception>
    ValueTask ForgetAsync(long number);

    /// <summary>The messages that are kept, the oldest first.</summary>
    /// <exception cref="JobStoreException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<WebhookDelivery>> ListAsync(CancellationToken cancellationToken);
}
