using System.Net;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>
/// What every request passes first: is it for us, does a foreign web page send it, does it come too often, and may its sender
/// ask for this (promises S22)? And the edge at which whatever goes wrong becomes an answer.
/// </summary>
internal sealed partial class RequestGuard(ServiceOptions options, ApiTokens tokens, CallerLimits limits, ILogger<RequestGuard> logger)
{
    /// <summary>The middleware; it runs after routing.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // What is said of single resources is said by them; nothing of ours is ever guessed to be something else, or framed.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (Refuse(context) is { } refusal)
        {
            LogRefused(context.Request.Method, context.Request.Path.Value ?? "", context.Connection.RemoteIpAddress);
            await refusal.ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await TypedResults.Problem(error.Message, statusCode: error.StatusCode).ExecuteAsync(context);
        }
        catch (JobStoreException error) when (!context.Response.HasStarted)
        {
            LogFaulted(error, context.Request.Method, context.Request.Path.Value ?? "");
            await Problems.Unavailable("The service cannot use its store now: try again later.").ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            LogFaulted(error, context.Request.Method, context.Request.Path.Value ?? "");
            await TypedResults.Problem("Something went wrong inside the service: its log says what.", statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    private IResult? Refuse(HttpContext context)
    {
        if (!IsOurs(context.Request.Host))
        {
            return TypedResults.Problem("This service is not reached under that name: see Service:AllowedHosts.", statusCode: StatusCodes.Status421MisdirectedRequest);
        }

        if (context.Request.Headers.Origin is [{ } origin, ..] && !IsAllowed(origin, context.Request))
        {
            return TypedResults.Problem("Pages of that origin may not call this service: see Service:AllowedOrigins.", statusCode: StatusCodes.Status403Forbidden);
        }

        var token = tokens.Find(context.Request.Headers.Authorization);
        var isCounted = context.GetEndpoint()?.Metadata.GetMetadata<Uncounted>() is null;
        if (isCounted && !limits.TryTake(token is null ? context.Connection.RemoteIpAddress?.ToString() ?? "" : Convert.ToHexString(token.Hash)))
        {
            context.Response.Headers.RetryAfter = "1";
            return Problems.TooMany("Too many requests: see Service:RequestsPerSecond.");
        }

        if (!tokens.AreDemanded || context.GetEndpoint()?.Metadata.GetMetadata<Scoped>() is not { } demand)
        {
            return null;
        }

        if (token is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem("This needs a token: Authorization: Bearer …", statusCode: StatusCodes.Status401Unauthorized);
        }

        if (token.Scope < demand.Scope)
        {
            var name = demand.Scope.ToString().ToLowerInvariant();
            context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{name}\"";
            return TypedResults.Problem($"This needs a token of the scope {name}.", statusCode: StatusCodes.Status403Forbidden);
        }

        return null;
    }

    // A name that a foreign page has bound to our address is a name (DNS rebinding): an address, or localhost, cannot be bound anew.
    private bool IsOurs(HostString host) =>
        host.HasValue
        && (IPAddress.TryParse(host.Host, out _)
            || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || options.AllowedHosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase));

    private bool IsAllowed(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    [LoggerMessage(EventIds.Api.RequestRefused, LogLevel.Debug, "Refused {Method} {Path} of {Caller}")]
    private partial void LogRefused(string method, string path, IPAddress? caller);

    [LoggerMessage(EventIds.Api.RequestFaulted, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFaulted(Exception error, string method, string path);
}
