using System.Diagnostics;
using System.Net.Http.Headers;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using Polly;
using Polly.Timeout;

namespace AsyncCrawler.Fetching;

/// <summary>Fetches over HTTP/1.1 through the one handler of the process. Thread-safe.</summary>
internal sealed class HttpPageFetcher : IPageFetcher
{
    /// <summary>The name of the one client that the factory gives.</summary>
    public const string ClientName = "AsyncCrawler";

    private readonly IHttpClientFactory _clients;
    private readonly FetchRequest _requests;
    private readonly BodyReader _bodies;
    private readonly HostCircuits _circuits;
    private readonly CrawlerTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _deadline;

    public HttpPageFetcher(
        IHttpClientFactory clients, BodyReader bodies, HostCircuits circuits, CrawlerTelemetry telemetry, FetchOptions options, TimeProvider time)
    {
        _clients = clients;
        _requests = new FetchRequest(options);
        _bodies = bodies;
        _circuits = circuits;
        _telemetry = telemetry;
        _time = time;
        _deadline = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(options.TotalTimeout).Build();
    }

    /// <inheritdoc/>
    public async ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        using var span = CrawlerTelemetry.StartFetch();
        var outcome = await _circuits.RunAsync(new FetchStart(lease, _time), FetchInTimeAsync, cancellationToken).ConfigureAwait(false);

        var word = WordFor(outcome);
        span?.SetTag("url.full", lease.Item.Url.Text).SetTag("crawler.fetch.outcome", word);
        _telemetry.RecordFetch(word, outcome.Elapsed, (outcome as FetchOutcome.Received)?.Body.Length ?? 0);
        return outcome;
    }

    private async ValueTask<FetchOutcome> FetchInTimeAsync(FetchStart start, CancellationToken cancellationToken)
    {
        try
        {
            return await _deadline.ExecuteAsync(
                static (state, token) => state.self.FetchOrFailAsync(state.start, token), (self: this, start), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException timeout)
        {
            return start.Fail(FetchFailureReason.TimedOut, $"No complete response within {timeout.Timeout.TotalSeconds} s.");
        }
    }

    private async ValueTask<FetchOutcome> FetchOrFailAsync(FetchStart start, CancellationToken cancellationToken)
    {
        int? status = null;
        try
        {
            if (!_requests.TryCreate(start.Lease.Item.Url, start.Lease.Item.Kind, out var request))
            {
                return start.Fail(FetchFailureReason.Unexpected, "The platform cannot send a request to this host name.");
            }

            using (request)
            {
                using var client = _clients.CreateClient(ClientName);
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                status = (int)response.StatusCode;
                return await ReadAsync(start, response, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the room: whatever the web made the platform throw becomes an outcome.
            var (reason, detail) = FailureReasons.Of(error);
            return start.Fail(reason, detail, status);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Some streams report a cancelled read as a broken one.
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
    }

    private async ValueTask<FetchOutcome> ReadAsync(FetchStart start, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var lease = start.Lease;
        var asked = status >= 300 ? FirstOf(response.Headers, "Retry-After") : null;
        var retryAfter = RetryAfter.TryParse(asked, _time.GetUtcNow(), out var delay) ? delay : (TimeSpan?)null;
        if (status < 200)
        {
            return start.Fail(FetchFailureReason.BadResponse, $"Status {status}, which nobody asked for.", status);
        }

        if (Redirection.IsRedirect(status))
        {
            var target = Redirection.Resolve(lease.Item.Url, FieldsOf(response.Headers, "Location"));
            return new FetchOutcome.Redirected { Lease = lease, StartedAt = start.At, Elapsed = start.Elapsed, RetryAfter = retryAfter, Status = status, Target = target };
        }

        // An error page is of no use to anybody here; the handler drains it where that is cheap.
        var body = status < 400 ? await _bodies.ReadAsync(response.Content, lease.Item.Kind, cancellationToken).ConfigureAwait(false) : null;
        return new FetchOutcome.Received
        {
            Lease = lease,
            StartedAt = start.At,
            Elapsed = start.Elapsed,
            RetryAfter = retryAfter,
            Status = status,
            ContentType = FirstOf(response.Content.Headers, "Content-Type"),
            Body = body?.Body ?? PooledBody.Empty(),
            Sha256 = body?.Sha256,
            IsTruncated = body?.IsTruncated ?? false,
            RobotsTags = FieldsOf(response.Headers, "X-Robots-Tag"),
            CacheControl = FieldsOf(response.Headers, "Cache-Control") is { Count: > 0 } control ? string.Join(", ", control) : null,
        };
    }

    private static string? FirstOf(HttpHeaders headers, string name) => FieldsOf(headers, name) is [var first, ..] ? first : null;

    private static IReadOnlyList<string> FieldsOf(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    private static string WordFor(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Received { Status: < 300 } => "2xx",
        FetchOutcome.Received { Status: < 400 } => "3xx",
        FetchOutcome.Received { Status: < 500 } => "4xx",
        FetchOutcome.Received => "5xx",
        FetchOutcome.Redirected => "redirect",
        FetchOutcome.Failed failed => failed.Reason.ToString(),
        _ => throw new UnreachableException(),
    };
}
