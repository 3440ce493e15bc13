namespace AsyncCrawler.Fetching;

/// <summary>
/// Sends messages to URLs that somebody outside has given us. They go out where everything does: through the address policy,
/// the connect and the total clock. Thread-safe.
/// </summary>
public interface IWebhookSender
{
    /// <summary>
    /// Posts a message once. No redirect is followed, nothing is tried again, and neither cookies nor credentials nor extra
    /// headers of the configuration are sent; of the response only the status counts.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>; a time-out of ours is an outcome.</param>
    /// <returns>What became of it.</returns>
    ValueTask<WebhookOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken);
}
