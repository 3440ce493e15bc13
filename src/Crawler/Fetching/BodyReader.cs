using System.Numerics;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Fetching;

/// <summary>Reads bodies into buffers of the pool under every limit there is: size on the wire and decoded, ratio, progress, budget. Thread-safe.</summary>
internal sealed class BodyReader(ByteBudget budget, FetchOptions options)
{
    // The middle page has 29 KB. A declared length can make it less but not more: memory is given for bytes, not for promises.
    private const int FirstBufferBytes = 64 * 1024;
    private const int SmallestBufferBytes = 4 * 1024;

    // Below this much output a high ratio is no bomb (promises S8).
    private const int RatioFreeBytes = 1024 * 1024;

    // sitemaps.org: 50 MB, which is the same whether the server compresses or the file is.
    private const int MaxSitemapBytes = 50 * 1024 * 1024;

    // Promises S14. Only half of it is parsed; the rest is read so that the connection can be used again.
    private const int MaxRobotsBytes = 1024 * 1024;

    /// <summary>Reads a body to its end or to a limit.</summary>
    /// <param name="content">The response's content, of which only the header section was read.</param>
    /// <param name="kind">Decides the limit.</param>
    /// <param name="clock">Ends the reading when it runs out.</param>
    /// <returns>The body; the caller owns it.</returns>
    /// <exception cref="FetchFaultException">Its codings are unknown.</exception>
    /// <exception cref="InvalidDataException">The codings are broken, or cut off by the server.</exception>
    /// <exception cref="IOException">The connection broke before the end of the body.</exception>
    public async ValueTask<FetchedBody> ReadAsync(HttpContent content, ResourceKind kind, FetchClock clock)
    {
        var maxBytes = kind switch
        {
            ResourceKind.Image => options.MaxImageBytes,
            ResourceKind.Sitemap => MaxSitemapBytes,
            ResourceKind.Robots => MaxRobotsBytes,
            _ => options.MaxPageBytes,
        };
        var codings = ContentDecoder.Parse(content.Headers.NonValidated.TryGetValues("Content-Encoding", out var fields) ? fields : []);

        // One byte more than the limit may be received, to see whether there is one.
        var network = await content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false);
        await using var wire = new WireStream(network, maxBytes + 1L, clock);
        await using var decoded = ContentDecoder.Open(wire, codings, layer => new LayerStream(layer, maxBytes + 1L, wire));
        var firstBytes = codings.Count == 0 && content.Headers.ContentLength is { } declared
            ? (int)Math.Clamp(declared + 1, SmallestBufferBytes, FirstBufferBytes) // the end shows where there is room behind it
            : FirstBufferBytes;
        var body = await FillAsync(decoded, wire, firstBytes, maxBytes, clock).ConfigureAwait(false);
        return new FetchedBody(body.Body, wire.Count, body.IsTruncated, decoded is ReadOnlyStream { HasTrailingBytes: true });
    }

    private async ValueTask<(PooledBody Body, bool IsTruncated)> FillAsync(Stream decoded, WireStream wire, int firstBytes, int maxBytes, FetchClock clock)
    {
        var reservation = budget.Open();
        byte[] buffer = [];
        try
        {
            var length = 0;
            while (true)
            {
                if (length == Math.Min(buffer.Length, maxBytes))
                {
                    if (length == maxBytes)
                    {
                        var isLonger = await HasMoreAsync(decoded, wire, clock.Token).ConfigureAwait(false);
                        return (new PooledBody(buffer, length, reservation), isLonger);
                    }

                    buffer = await GrowAsync(buffer, length, firstBytes, maxBytes, reservation, clock).ConfigureAwait(false);
                }

                var read = await ReadOrCutAsync(decoded, wire, buffer.AsMemory(length, Math.Min(buffer.Length, maxBytes) - length), clock.Token).ConfigureAwait(false);
                length += read;
                var isBomb = length > RatioFreeBytes && length / options.MaxDecompressionRatio > wire.Count;
                if (read == 0 || isBomb)
                {
                    return (new PooledBody(buffer, length, reservation), isBomb || wire.IsCut);
                }
            }
        }
        catch
        {
            BodyBuffers.Return(buffer);
            reservation.Dispose();
            throw;
        }
    }

    private static async ValueTask<bool> HasMoreAsync(Stream decoded, WireStream wire, CancellationToken cancellationToken) =>
        await ReadOrCutAsync(decoded, wire, new byte[1], cancellationToken).ConfigureAwait(false) > 0 || wire.IsCut;

    private static async ValueTask<int> ReadOrCutAsync(Stream decoded, WireStream wire, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await decoded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException) when (wire.IsCut)
        {
            return 0; // it was us who took the end away
        }
    }

    private static async ValueTask<byte[]> GrowAsync(byte[] old, int length, int firstBytes, int maxBytes, ByteReservation reservation, FetchClock clock)
    {
        // The pool's arrays have lengths of powers of two: that is what is used up.
        var wanted = Math.Clamp(length * 2L, Math.Min(firstBytes, maxBytes), maxBytes);
        var size = (int)BitOperations.RoundUpToPowerOf2((ulong)wanted);
        var taking = reservation.TakeAsync(size, clock.Token);
        if (taking.IsCompleted)
        {
            await taking.ConfigureAwait(false);
        }
        else
        {
            clock.Pause(); // our budget is not the server's fault
            await taking.ConfigureAwait(false);
            clock.Resume();
        }

        var buffer = BodyBuffers.Rent(size);
        old.AsSpan(0, length).CopyTo(buffer);
        BodyBuffers.Return(old);
        reservation.Return(old.Length);
        return buffer;
    }
}
