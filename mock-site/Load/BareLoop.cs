namespace AsyncCrawler.MockSite.Load;

/// <summary>
/// Asks for each of a list of URLs once: loops over one <see cref="HttpClient"/> that read every body into a buffer of their own and look
/// at nothing. It is what fetching costs without a crawler.
/// </summary>
public sealed class BareLoop : IDisposable
{
    private const int BufferLength = 64 * 1024;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    /// <summary>Fetches them all.</summary>
    /// <param name="urls">The URLs.</param>
    /// <param name="loops">How many loops, each with one request at a time.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Bytes of the bodies.</returns>
    /// <exception cref="HttpRequestException">A URL is not answered, or not with success.</exception>
    public async Task<long> RunAsync(IReadOnlyList<Uri> urls, int loops, CancellationToken cancellationToken)
    {
        var (next, bytes) = (-1, 0L);
        await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(LoopAsync, cancellationToken)));
        return bytes;

        async Task LoopAsync()
        {
            var buffer = new byte[BufferLength];
            while (Interlocked.Increment(ref next) is var index && index < urls.Count)
            {
                Interlocked.Add(ref bytes, await FetchAsync(urls[index], buffer, cancellationToken));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<long> FetchAsync(Uri url, byte[] buffer, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }
}
