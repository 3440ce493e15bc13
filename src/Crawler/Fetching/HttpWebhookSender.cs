using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Fetching;

/// <summary>Posts webhook messages through a handler of their own, which shares the dialler with everything else.</summary>
internal sealed class HttpWebhookSender(IHttpClientFactory clients, FetchOptions options, TimeProvider time) : IWebhookSender
{
    /// <summary>The name of the client that the factory gives.</summary>
    public const string ClientName = "AsyncCrawler.Webhooks";

    private const int MaxDetailLength = 500;

    // A receiver answers with a few bytes; who sends more loses the connection, not our memory.
    private const int MaxResponseBytes = 64 * 1024;

    private readonly string _userAgent = UserAgentText.Of(options);

    /// <inheritdoc/>
    public async ValueTask<WebhookOutcome> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var timer = new CancellationTokenSource(options.TotalTimeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var status = await PostAsync(message, deadline.Token).ConfigureAwait(false);
            return new WebhookOutcome { Status = status, Detail = string.Create(CultureInfo.InvariantCulture, $"Status {status}.") };
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (timer.IsCancellationRequested)
        {
            return Fail(FetchFailureReason.TimedOut, $"No complete response within {options.TotalTimeout.TotalSeconds} s.");
        }
        catch (Exception error)
        {
            // The edge of the room: whatever the web made the platform throw becomes an outcome.
            var (reason, detail) = FailureReasons.Of(error);
            return Fail(reason, detail);
        }
    }

    private async ValueTask<int> PostAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(message);
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await DrainAsync(body, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }

    private HttpRequestMessage CreateRequest(WebhookMessage message)
    {
        if (!RequestUri.TryCreate(message.Url, out var uri))
        {
            throw new FetchFaultException(FetchFailureReason.Unexpected, "The platform cannot send a request to this host name.");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(message.Json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        foreach (var (name, value) in message.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    // Read to its end, the connection can be used again.
    private static async ValueTask DrainAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            for (int total = 0, read = 1; read > 0 && total < MaxResponseBytes; total += read)
            {
                read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static WebhookOutcome Fail(FetchFailureReason reason, string detail) =>
        new() { Reason = reason, Detail = PrintableText.Of(detail, MaxDetailLength) };
}
