using System.Diagnostics;
using System.Net.Http.Headers;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>Fetches over HTTP/1.1, or HTTP/2 where that is wanted, through the one handler of the process. Thread-safe.</summary>
internal sealed class HttpPageFetcher : IPageFetcher, IDisposable
{
    /// <summary>The name of the one client that the factory gives.</summary>
    public const string ClientName = "AsyncCrawler";

    private const int PartialContent = 206;

    // Not a client: that adds a source of cancellation and a search for defaults to each request, and has nothing that is wanted here.
    private readonly HttpMessageInvoker _http;
    private readonly FetchRequest _requests;
    private readonly BodyReader _bodies;
    private readonly HostCircuits _circuits;
    private readonly CrawlerTelemetry _telemetry;
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly CookieJar? _cookies;

    public HttpPageFetcher(
        IHttpMessageHandlerFactory handlers, BodyReader bodies, HostCircuits circuits, CrawlerTelemetry telemetry, FetchOptions options, TimeProvider time)
    {
        _http = new HttpMessageInvoker(handlers.CreateHandler(ClientName), disposeHandler: false);
        _requests = new FetchRequest(options);
        _bodies = bodies;
        _circuits = circuits;
        _telemetry = telemetry;
        _options = options;
        _time = time;
    }

    private HttpPageFetcher(HttpPageFetcher shared, CookieJar cookies)
    {
        _http = shared._http;
        _requests = shared._requests;
        _bodies = shared._bodies;
        _circuits = shared._circuits;
        _telemetry = shared._telemetry;
        _options = shared._options;
        _time = shared._time;
        _cookies = cookies;
    }

    /// <inheritdoc/>
    public ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, CancellationToken cancellationToken) => FetchAsync(lease, null, cancellationToken);

    /// <summary>Fetches as <see cref="FetchAsync(FrontierLease, CancellationToken)"/> does, and writes down each step.</summary>
    /// <param name="lease">What to fetch.</param>
    /// <param name="trace">Where to; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <returns>What became of it; the caller owns a received body.</returns>
    public ValueTask<FetchOutcome> FetchAsync(FrontierLease lease, ExchangeTrace? trace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var start = new FetchStart(lease, _time, trace);

        // The usual way is one method: each layer of waiting costs every page.
        return CrawlerTelemetry.IsListenedTo || _circuits.Watches(lease.Item.Url.Host)
            ? FetchWatchedAsync(start, cancellationToken)
            : ExchangeAsync(start, isWatched: false, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <inheritdoc cref="IPageFetcher.ForCrawl"/>
    public HttpPageFetcher ForCrawl() => _options.AcceptsCookies ? new HttpPageFetcher(this, new CookieJar(_time)) : this;

    /// <inheritdoc/>
    IPageFetcher IPageFetcher.ForCrawl() => ForCrawl();

    /// <summary>Fetches where somebody listens, or the host is in trouble.</summary>
    private async ValueTask<FetchOutcome> FetchWatchedAsync(FetchStart start, CancellationToken cancellationToken)
    {
        using var span = CrawlerTelemetry.StartFetch();
        var outcome = await _circuits.RunAsync(start, (it, token) => ExchangeAsync(it, isWatched: true, token), cancellationToken).ConfigureAwait(false);
        var word = Record(outcome);
        if (span is null)
        {
            return outcome;
        }

        var lease = start.Lease;
        span.SetTag("url.full", MaskedUrl.Of(lease.Item.Url.Text)).SetTag("crawler.fetch.outcome", word).SetTag("crawler.fetch.attempt", lease.Attempt);
        span.SetTag("crawler.via", lease.Item.Via is { } via ? MaskedUrl.Of(via.Text) : null).SetTag("crawler.depth", lease.Item.Depth);
        return outcome with { Span = span.Context };
    }

    /// <summary>Sends the request and reads what comes, under the clocks.</summary>
    /// <param name="start">What is fetched.</param>
    /// <param name="isWatched">True when the caller sees to the host's circuit and the records of the outcome.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    private async ValueTask<FetchOutcome> ExchangeAsync(FetchStart start, bool isWatched, CancellationToken cancellationToken)
    {
        FetchOutcome outcome;
        int? status = null;
        using (var clock = new FetchClock(_options, _time, cancellationToken))
        {
            try
            {
                using var request = _requests.Create(start.Lease.Item.Url, start.Lease.Item.Kind);
                Conditions.AddTo(request, start.Lease.Stored);
                _cookies?.AddTo(request, start.Lease.Item);
                start.Trace?.Begin(request);
                using var response = await _http.SendAsync(request, clock.Token).ConfigureAwait(false);
                start.Trace?.Answered(response);
                status = (int)response.StatusCode;
                _cookies?.Keep(start.Lease.Item, FieldsOf(response.Headers, "Set-Cookie"));

                // An error page is of no use to anybody here; the handler drains it where that is cheap.
                outcome = ReadHead(start, response)
                    ?? Receive(start, response, status < 400 ? await _bodies.ReadAsync(response.Content, start.Lease.Item.Kind, clock).ConfigureAwait(false) : null);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                if (LocalShortageException.Behind(error) is { } shortage)
                {
                    throw shortage;
                }

                // The edge of the room: whatever the web made the platform throw becomes an outcome.
                var (reason, detail) = clock.Expired ?? FailureReasons.Of(error);
                outcome = start.Fail(reason, detail, status);
            }
            catch (Exception error)
            {
                // Some streams report a cancelled read as a broken one, and the clock's token is nobody else's business.
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }
        }

        if (!isWatched)
        {
            Record(outcome);
            await _circuits.NoteAsync(start, outcome, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    /// <summary>The outcome of a response whose body is not to be read; null when it is.</summary>
    private FetchOutcome? ReadHead(FetchStart start, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var lease = start.Lease;
        if (status < 200)
        {
            return start.Fail(FetchFailureReason.BadResponse, $"Status {status}, which nobody asked for.", status);
        }

        if (MessageFraming.HasTooManyFields(response.Content.Headers, response.Headers))
        {
            return start.Fail(FetchFailureReason.HeadersTooLarge, "More fields than anybody needs.", status);
        }

        if (!MessageFraming.IsSound(response.Content.Headers, response.Headers))
        {
            return start.Fail(FetchFailureReason.BadResponse, "Content-Length is no number, or several that differ.", status);
        }

        if (Redirection.IsRedirect(status))
        {
            var target = Redirection.Resolve(lease.Item.Url, FieldsOf(response.Headers, "Location"));
            return new FetchOutcome.Redirected { Lease = lease, StartedAt = start.At, Elapsed = start.Elapsed, RetryAfter = RetryAfterOf(response), Status = status, Target = target };
        }

        if (status == FetchOutcome.Unchanged.Status && lease.Stored is { } stored)
        {
            var fresh = Conditions.Freshen(stored, response);
            return new FetchOutcome.Unchanged { Lease = lease, StartedAt = start.At, Elapsed = start.Elapsed, RetryAfter = RetryAfterOf(response), Stored = fresh };
        }

        // Nobody asked for a part (RFC 9110 §15.3.7), and a part is never the whole.
        return status == PartialContent && !Conditions.AsksForPart(response.RequestMessage)
            ? start.Fail(FetchFailureReason.BadResponse, "A part, which nobody asked for.", status)
            : null;
    }

    private FetchOutcome.Received Receive(FetchStart start, HttpResponseMessage response, FetchedBody? body)
    {
        var status = (int)response.StatusCode;
        if (body is { } read)
        {
            start.Trace?.BodyRead(read.WireBytes);
        }

        return new FetchOutcome.Received
        {
            Lease = start.Lease,
            StartedAt = start.At,
            Elapsed = start.Elapsed,
            RetryAfter = RetryAfterOf(response),
            Status = status,
            ContentType = FirstOf(response.Content.Headers, "Content-Type"),
            ForbidsSniffing = FirstOf(response.Headers, "X-Content-Type-Options") is { } options && options.Split(',')[0].Trim().Equals("nosniff", StringComparison.OrdinalIgnoreCase),
            Body = body?.Body ?? PooledBody.Empty(),
            IsTruncated = status == PartialContent || (body?.IsTruncated ?? false),
            HasTrailingBytes = body?.HasTrailingBytes ?? false,
            Refresh = FirstOf(response.Headers, "Refresh"),
            ETag = Conditions.ETagOf(response),
            LastModified = Conditions.LastModifiedOf(response),
            RobotsTags = FieldsOf(response.Headers, "X-Robots-Tag"),
            CacheControl = FieldsOf(response.Headers, "Cache-Control") is { Count: > 0 } control ? string.Join(", ", control) : null,
        };
    }

    private string Record(FetchOutcome outcome)
    {
        var word = WordFor(outcome);
        _telemetry.RecordFetch(word, outcome.Elapsed, (outcome as FetchOutcome.Received)?.Body.Length ?? 0, outcome is FetchOutcome.Received { HasTrailingBytes: true });
        return word;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        (int)response.StatusCode >= 300 && RetryAfter.TryParse(FirstOf(response.Headers, "Retry-After"), _time.GetUtcNow(), out var delay) ? delay : null;

    private static string? FirstOf(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out var values))
        {
            foreach (var value in values)
            {
                return value;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> FieldsOf(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    private static string WordFor(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Received { Status: < 300 } => "2xx",
        FetchOutcome.Received { Status: < 400 } => "3xx",
        FetchOutcome.Received { Status: < 500 } => "4xx",
        FetchOutcome.Received => "5xx",
        FetchOutcome.Unchanged => "unchanged",
        FetchOutcome.Redirected => "redirect",
        FetchOutcome.Failed failed => failed.Reason.ToString(),
        _ => throw new UnreachableException(),
    };
}
