namespace AsyncCrawler.Host.Api;

/// <summary>Reads a whole request body; the server's limits on size and speed hold.</summary>
internal static class RequestBody
{
    /// <summary>Reads it.</summary>
    /// <exception cref="BadHttpRequestException">It is too large (413) or comes too slowly (408).</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }
}
