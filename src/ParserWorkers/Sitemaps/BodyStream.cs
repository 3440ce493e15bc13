namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// The bytes of a body as the platform's inflater reads them. The inflater is silent about input that ends too early. But when
/// it is asked again after the end, it is given 0xFF, with which no gzip member begins: after a whole member it leaves that
/// alone; inside of one it takes it for data, and then makes something of it or wants still more.
/// </summary>
/// <param name="body">The body; not to change while the stream is in use.</param>
internal sealed class BodyStream(ReadOnlyMemory<byte> body) : ForwardStream
{
    // As the highest byte of a length (RFC 1952 §2.3.1) it says 4 GB, so it does not complete a trailer cut by one byte.
    private const byte EndMark = 0xFF;

    private int _readsPastEnd;

    /// <summary>Bytes of the body given out so far.</summary>
    public int Consumed { get; private set; }

    /// <summary>True when more was asked for after the mark.</summary>
    public bool IsExhausted => _readsPastEnd > 2;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var rest = body.Span[Consumed..];
        if (!rest.IsEmpty || buffer.IsEmpty)
        {
            var count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            Consumed += count;
            return count;
        }

        if (++_readsPastEnd != 2)
        {
            return 0;
        }

        buffer[0] = EndMark;
        return 1;
    }
}
