using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Sends what a stub says, in its time. Thread-safe.</summary>
internal sealed class StubResponder(TimeProvider time)
{
    /// <summary>Sends an answer or inflicts a fault. A client that leaves ends the wait.</summary>
    public async Task SendAsync(HttpContext context, StubResponse response)
    {
        await Task.Delay(response.Delay, time, context.RequestAborted);
        if (response.Fault is { } fault)
        {
            await ConnectionFault.InflictAsync(context, fault);
            return;
        }

        SetHead(context, response);
        if (HasBody(context, response.Status))
        {
            await SendBodyAsync(context, response);
        }
    }

    private static void SetHead(HttpContext context, StubResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = response.StatusMessage;
        var namesLength = false;
        foreach (var (name, value) in response.Headers)
        {
            if (name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase))
            {
                // "chunked" is the only value a mapping may give; Kestrel writes header and chunks where no length is set.
                namesLength = true;
                continue;
            }

            namesLength |= name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase);
            context.Response.Headers.Append(name, value);
        }

        if (!namesLength && response.Dribble is null && HasBody(context, response.Status))
        {
            context.Response.ContentLength = response.Body.Length;
        }
    }

    // RFC 9110 §6.4.1
    private static bool HasBody(HttpContext context, int status) =>
        !HttpMethods.IsHead(context.Request.Method) && status is not (204 or 304);

    private async Task SendBodyAsync(HttpContext context, StubResponse response)
    {
        var stop = context.RequestAborted;
        var body = response.Body;
        if (response.Dribble is { } dribble && !body.IsEmpty)
        {
            var chunks = Math.Min(dribble.Chunks, body.Length);
            var size = body.Length / chunks;
            for (var left = chunks; left > 1; left--)
            {
                await Task.Delay(dribble.TotalDuration / chunks, time, stop);
                await context.Response.Body.WriteAsync(body[..size], stop);
                await context.Response.Body.FlushAsync(stop);
                body = body[size..];
            }

            await Task.Delay(dribble.TotalDuration / chunks, time, stop);
        }

        await context.Response.Body.WriteAsync(body, stop);
        // Where the stub promises more than it has, what there is must be out before Kestrel notices and breaks off.
        await context.Response.Body.FlushAsync(stop);
    }
}
