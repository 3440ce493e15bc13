namespace AsyncCrawler.Fetching;

/// <summary>
/// What comes out of the first of two content codings and goes into the second: capped like what comes in and what comes out, or
/// ten megabytes could become ten gigabytes here of which nothing is left in the end (promises S8).
/// </summary>
internal sealed class LayerStream(Stream decoded, long maxBytes, WireStream wire) : ReadOnlyStream
{
    private long _left = maxBytes;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0)
        {
            wire.Cut();
            return 0;
        }

        var read = await decoded.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        _left -= read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoded.Dispose();
        }

        base.Dispose(disposing);
    }
}
