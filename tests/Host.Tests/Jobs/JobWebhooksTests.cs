using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Host.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Host.Tests.Jobs;

public sealed class JobWebhooksTests : IAsyncLifetime
{
    private const string Secret = "0123456789abcdef";

    private readonly JobScene _scene = new();
    private readonly FakeWebhookSender _sender = new();
    private readonly CancellationTokenSource _stop = new();

    private readonly JobWebhooks _webhooks;

    public JobWebhooksTests() => _webhooks = NewWebhooks();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _webhooks.StartAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _webhooks.StopAsync();
        await _scene.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task States_OfAJob_AreToldInOrderAndSigned()
    {
        await CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        run.Complete();

        var running = await _sender.NextAsync();
        var finished = await _sender.NextAsync();

        Assert.Equal("running", StateOf(running));
        Assert.Equal("finished", StateOf(finished));
        Assert.Equal("http://hook.test/", running.Url.Text);
        var (time, signature) = SignatureOf(running);
        Assert.Equal(_scene.Time.GetUtcNow().ToUnixTimeSeconds(), time);
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes($"{time}."), .. running.Json.Span])), signature);
    }

    [Fact]
    public async Task Message_ThatNobodyTakes_IsSentAgainAfterAPause()
    {
        _sender.Answer = new WebhookOutcome { Reason = FetchFailureReason.ConnectFailed, Detail = "refused" };
        await CreateAsync();
        var first = await _sender.NextAsync();
        _sender.Answer = new WebhookOutcome { Status = 200, Detail = "200" };

        while (_sender.Waiting == 0)
        {
            _scene.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var second = await _sender.NextAsync();
        Assert.Equal(first.Json.ToArray(), second.Json.ToArray());
    }

    [Fact]
    public async Task Messages_ThatWaitAtAStop_AreToldByTheNextProcess()
    {
        _sender.Answer = new WebhookOutcome { Reason = FetchFailureReason.ConnectFailed, Detail = "refused" };
        await CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        var untold = await _sender.NextAsync();
        await _stop.CancelAsync();
        run.Complete();
        await _scene.Board.StopAsync();
        await _webhooks.StopAsync();
        _sender.Answer = new WebhookOutcome { Status = 200, Detail = "200" };

        var next = NewWebhooks();
        await next.StartAsync(Token);
        var first = await _sender.NextAsync();
        var second = await _sender.NextAsync();
        await next.StopAsync();

        Assert.Equal(untold.Json.ToArray(), first.Json.ToArray());
        Assert.Equal("finished", StateOf(second));
        Assert.Empty(await _scene.Outbox.ListAsync(Token));
    }

    [Fact]
    public async Task Messages_OfAJobThatIsDeleted_GoWithIt()
    {
        _sender.Answer = new WebhookOutcome { Reason = FetchFailureReason.ConnectFailed, Detail = "refused" };
        var record = await CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        await _sender.NextAsync();
        run.Complete();
        await _scene.WaitAsync(record.Id, status => status.IsOver);
        Assert.NotEmpty(await _scene.Outbox.ListAsync(Token));

        await _scene.Board.DeleteAsync(record.Id, Token);

        Assert.Empty(await _scene.Outbox.ListAsync(Token));
    }

    [Fact]
    public async Task D08_AddressThatThePolicyForbids_IsNotTriedAgain()
    {
        _sender.Answer = new WebhookOutcome { Reason = FetchFailureReason.BlockedAddress, Detail = "not public" };
        await CreateAsync();
        var (_, run) = await _scene.Crawler.NextAsync();
        run.Complete();

        // The next state is told at once: nothing waits before it.
        Assert.Equal("running", StateOf(await _sender.NextAsync()));
        Assert.Equal("finished", StateOf(await _sender.NextAsync()));
    }

    [Fact]
    public async Task O06_Secret_IsInNoView()
    {
        var record = await CreateAsync();

        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(JobView.Of(record), JobJson.Default.JobView), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString((await _sender.NextAsync()).Json.Span), StringComparison.Ordinal);
    }

    private JobWebhooks NewWebhooks() => new(_scene.Board, _scene.Outbox, _sender, _scene.Time, NullLogger<JobWebhooks>.Instance);

    private static string? StateOf(WebhookMessage message) => JsonElement.Parse(message.Json.Span).GetProperty("state").GetString();

    private static (long Time, string Signature) SignatureOf(WebhookMessage message)
    {
        var parts = message.Headers[WebhookSignature.Field].Split(',');
        return (long.Parse(parts[0]["t=".Length..], System.Globalization.CultureInfo.InvariantCulture), parts[1]["v1=".Length..]);
    }

    private async Task<JobRecord> CreateAsync()
    {
        var spec = JobScene.Spec() with { Webhook = new JobWebhook("http://hook.test/", Secret) };
        return (await _scene.Board.CreateAsync(spec, null, TestContext.Current.CancellationToken))?.Record ?? throw new InvalidOperationException("Too many jobs.");
    }
}
