using Microsoft.AspNetCore.Http;

namespace AsyncCrawler.MockSite;

/// <summary>Resources that can only be read.</summary>
internal static class MethodGate
{
    /// <summary>Answers 405 to everything but GET and HEAD (RFC 9110 §15.5.6), and says whether it did.</summary>
    public static bool Refuses(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD";
        return true;
    }
}
