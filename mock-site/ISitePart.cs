using Microsoft.AspNetCore.Http;

namespace AsyncCrawler.MockSite;

/// <summary>One source of answers. A site asks its parts in order; the first that answers wins.</summary>
internal interface ISitePart
{
    /// <summary>Answers the request if it is this part's business.</summary>
    /// <returns>False when nothing was touched and the next part may try.</returns>
    ValueTask<bool> TryAnswerAsync(HttpContext context);
}
