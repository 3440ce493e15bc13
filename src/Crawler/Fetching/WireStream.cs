namespace AsyncCrawler.Fetching;

/// <summary>The body as the server sends it, before any coding is undone: counted, capped, and held to the least progress.</summary>
internal sealed class WireStream(Stream network, long maxBytes, LeastProgressClock clock) : ReadOnlyStream
{
    /// <summary>Bytes received.</summary>
    public long Count { get; private set; }

    /// <summary>True when the cap ended the stream, and not the server: a decoder that misses its end mark is then not to blame.</summary>
    public bool IsCut { get; private set; }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = maxBytes - Count;
        if (left == 0)
        {
            IsCut = true;
            return 0;
        }

        var read = await network.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken).ConfigureAwait(false);
        Count += read;
        clock.Report(read);
        return read;
    }
}
