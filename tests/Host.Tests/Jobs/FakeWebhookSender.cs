using System.Threading.Channels;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Host.Tests.Jobs;

/// <summary>Takes messages and answers what the test says.</summary>
internal sealed class FakeWebhookSender : IWebhookSender
{
    private readonly Channel<WebhookMessage> _sent = Channel.CreateUnbounded<WebhookMessage>();

    public WebhookOutcome Answer { get; set; } = new() { Status = 204, Detail = "204" };

    public async Task<WebhookMessage> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public int Waiting => _sent.Reader.Count;

    public ValueTask<WebhookOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        _sent.Writer.TryWrite(message);
        return ValueTask.FromResult(Answer);
    }
}
