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
        var maxBytes = LimitOf(kind);
        var codings = content.Headers.NonValidated.TryGetValues("Content-Encoding", out var fields) ? ContentDecoder.Parse(fields) : [];

        // One byte more than the limit may be received, to see whether there is one.
        var network = await content.ReadAsStreamAsync(clock.Token).ConfigureAwait(false);
        var wire = new WireStream(network, maxBytes + 1L, clock); // has nothing of its own to dispose: most bodies have no coding, and need no disposing
        await using var decoded = codings.Count == 0 ? null : Decode(wire, codings, maxBytes);
        var body = decoded ?? wire;
        var firstBytes = codings.Count == 0 && content.Headers.ContentLength is { } declared
            ? (int)Math.Clamp(declared + 1, SmallestBufferBytes, FirstBufferBytes) // the end shows where there is room behind it
            : FirstBufferBytes;
        var reservation = budget.Open();
        byte[] buffer = [];
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length && length < maxBytes)
                {
                    buffer = await GrowAsync(buffer, Math.Min(firstBytes, maxBytes), maxBytes, reservation, clock).ConfigureAwait(false);
                }

                int read;
                try
                {
                    var room = length < maxBytes ? buffer.AsMemory(length, Math.Min(buffer.Length, maxBytes) - length) : new byte[1];
                    read = await body.ReadAsync(room, clock.Token).ConfigureAwait(false);
                }
                catch (InvalidDataException) when (wire.IsCut)
                {
                    read = 0; // it was us who took the end away
                }

                var isLonger = length == maxBytes && read > 0;
                length += isLonger ? 0 : read;
                var isBomb = length > RatioFreeBytes && length / options.MaxDecompressionRatio > wire.Count;
                if (read == 0 || isLonger || isBomb)
                {
                    var hasTrailingBytes = body is ReadOnlyStream { HasTrailingBytes: true };
                    return new FetchedBody(new PooledBody(buffer, length, reservation), wire.Count, isLonger || isBomb || wire.IsCut, hasTrailingBytes);
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

    private static Stream Decode(WireStream wire, IReadOnlyList<ContentCoding> codings, int maxBytes) =>
        ContentDecoder.Open(wire, codings, layer => new LayerStream(layer, maxBytes + 1L, wire));

    private static ValueTask<byte[]> GrowAsync(byte[] old, int least, int most, ByteReservation reservation, FetchClock clock)
    {
        // The pool's arrays have lengths of powers of two: that is what is used up.
        var size = (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(old.Length * 2L, least, most));
        return reservation.TryTake(size) ? new ValueTask<byte[]>(Replace(old, size, reservation)) : WaitAndGrowAsync(old, size, reservation, clock);
    }

    private static async ValueTask<byte[]> WaitAndGrowAsync(byte[] old, int size, ByteReservation reservation, FetchClock clock)
    {
        clock.Pause(); // our budget is not the server's fault
        await reservation.TakeAsync(size, clock.Token).ConfigureAwait(false);
        clock.Resume();
        return Replace(old, size, reservation);
    }

    private static byte[] Replace(byte[] full, int size, ByteReservation reservation)
    {
        var buffer = BodyBuffers.Rent(size);
        full.CopyTo(buffer, 0);
        BodyBuffers.Return(full);
        reservation.Return(full.Length);
        return buffer;
    }

    private int LimitOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Image => options.MaxImageBytes,
        ResourceKind.Sitemap => MaxSitemapBytes,
        ResourceKind.Robots => MaxRobotsBytes,
        _ => options.MaxPageBytes,
    };
}
