namespace AsyncCrawler.Fetching;

/// <summary>
/// What the platform's inflater reads from. The inflater is silent about input that ends too early; but whether it still
/// wanted input when there was none left can be seen from here.
/// </summary>
internal sealed class InflateSource(Stream coded) : ReadOnlyStream
{
    private readonly byte[] _prefix = new byte[2];
    private int _prefixLength;
    private int _prefixRead;
    private bool _isMarkSent;

    /// <summary>
    /// True to append one byte that no gzip member can begin with. At the end of a member the inflater always asks for the next
    /// one, so this byte is what lets a complete body be told from a broken one: after a member it is ignored as garbage, inside
    /// of one it is taken for data, and more is asked for.
    /// </summary>
    public bool AppendsEndMark { get; set; }

    /// <summary>True while the inflater has not asked for anything behind the last byte.</summary>
    public bool HoldsBackEndMark => AppendsEndMark && !_isMarkSent;

    /// <summary>True when the inflater asked for more than there was.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Looks at the first two bytes, which are given again to the reader.</summary>
    /// <returns>Fewer than two when there are not so many.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
    {
        _prefixLength = await coded.ReadAtLeastAsync(_prefix, _prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return _prefix.AsMemory(0, _prefixLength);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefixRead < _prefixLength)
        {
            var count = Math.Min(buffer.Length, _prefixLength - _prefixRead);
            _prefix.AsMemory(_prefixRead, count).CopyTo(buffer);
            _prefixRead += count;
            return count;
        }

        var read = await coded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0 || buffer.IsEmpty)
        {
            return read;
        }

        if (AppendsEndMark && !_isMarkSent)
        {
            _isMarkSent = true;
            buffer.Span[0] = 0xFF;
            return 1;
        }

        IsExhausted = true;
        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            coded.Dispose();
        }

        base.Dispose(disposing);
    }
}
