using System.Buffers;
using System.Security.Cryptography;

namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>What fetching costs without a crawler: as many loops as the crawler has fetches in flight, over one <see cref="HttpClient"/>.</summary>
/// <param name="degree">How many loops.</param>
/// <param name="hashes">Whether the bodies are hashed, as the crawler's records want it.</param>
/// <param name="reusesBuffers">False for the loop that is usually written, to which each body is a new array. Default true.</param>
internal sealed class BareLoop(int degree, bool hashes, bool reusesBuffers = true) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    /// <summary>Fetches every URL once.</summary>
    public async Task RunAsync(IReadOnlyList<string> urls)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, degree).Select(number => Task.Run(LoopAsync)));

        async Task LoopAsync()
        {
            var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
            while (Interlocked.Increment(ref next) is var index && index < urls.Count)
            {
                var body = reusesBuffers ? buffer.AsMemory(0, await FetchAsync(urls[index], buffer)) : await _client.GetByteArrayAsync(urls[index]);
                if (hashes)
                {
                    _ = Convert.ToHexStringLower(SHA256.HashData(body.Span));
                }
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<int> FetchAsync(string url, byte[] buffer)
    {
        using var response = await _client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var length = 0;
        while (await body.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
        {
            length += read;
        }

        return length;
    }
}
