namespace AsyncCrawler.Fetching;

/// <summary>The body as the server sends it, before any coding is undone: counted, capped, and held to the least progress.</summary>
internal sealed class WireStream(Stream network, long maxBytes, FetchClock clock) : ReadOnlyStream
{
    /// <summary>Bytes received.</summary>
    public long Count { get; private set; }

    /// <summary>True when the cap ended the stream, and not the server: a decoder that misses its end mark is then not to blame.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Tells that a cap further down the chain ended the stream.</summary>
    public void Cut() => IsCut = true;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var left = maxBytes - Count;
        if (left == 0)
        {
            IsCut = true;
            return new ValueTask<int>(0);
        }

        var reading = network.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        return reading.IsCompletedSuccessfully ? new ValueTask<int>(Note(reading.Result)) : WaitAsync(reading);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> reading)
    {
        clock.Await();
        return Note(await reading.ConfigureAwait(false));
    }

    private int Note(int read)
    {
        Count += read;
        clock.Report(read);
        return read;
    }
}
