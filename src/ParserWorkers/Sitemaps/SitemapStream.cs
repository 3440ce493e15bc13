using System.IO.Compression;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// The bytes of a sitemap, inflated when they begin like gzip (RFC 1952 §2.3.1). Ends early, with the reason in
/// <see cref="Fault"/>, at a limit of <see cref="SitemapLimits"/> or where the compressed data are corrupt or cut.
/// </summary>
internal sealed class SitemapStream : ForwardStream
{
    // Enough for a byte order mark and an XML declaration.
    private const int BeginningLength = 1024;

    private readonly byte[] _beginning = new byte[BeginningLength];
    private readonly int _beginningLength;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly BodyStream _compressed;
    private readonly GZipStream? _inflated;
    private int _replayed;
    private long _read;

    /// <summary>Opens a body and reads its beginning.</summary>
    /// <param name="body">The body; not to change while the stream is in use.</param>
    public SitemapStream(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _compressed = new BodyStream(body);
        _inflated = body.Span is [0x1F, 0x8B, ..] ? new GZipStream(_compressed, CompressionMode.Decompress) : null;
        while (_beginningLength < BeginningLength && ReadContent(_beginning.AsSpan(_beginningLength)) is > 0 and var count)
        {
            _beginningLength += count;
        }
    }

    /// <summary>The first bytes, for detection; they are read again from the stream.</summary>
    public ReadOnlySpan<byte> Beginning => _beginning.AsSpan(0, _beginningLength);

    /// <summary>Why the stream ended early; null while it has not.</summary>
    public string? Fault { get; private set; }

    /// <summary>True when a limit ended the stream, false when nothing or its corruption did.</summary>
    public bool IsCut { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_replayed == _beginningLength)
        {
            return ReadContent(buffer);
        }

        var count = Math.Min(buffer.Length, _beginningLength - _replayed);
        _beginning.AsSpan(_replayed, count).CopyTo(buffer);
        _replayed += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflated?.Dispose();
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadContent(Span<byte> buffer)
    {
        if (Fault is not null)
        {
            return 0;
        }

        var count = _inflated is null ? ReadPlain(buffer) : Inflate(_inflated, buffer);
        _read += count;
        if (FindExcess() is { } excess)
        {
            Fault = excess;
            IsCut = true;
        }

        return count - (int)Math.Max(0, _read - SitemapLimits.MaxBytes);
    }

    private int ReadPlain(Span<byte> buffer)
    {
        var rest = _body.Span[(int)_read..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    private int Inflate(GZipStream inflated, Span<byte> buffer)
    {
        try
        {
            var count = inflated.Read(buffer);
            if (count == 0 && !buffer.IsEmpty && IsCutOff(inflated))
            {
                Fault = $"The gzip data are cut off after {_read} inflated bytes.";
            }

            return count;
        }
        catch (InvalidDataException)
        {
            Fault = $"The gzip data are corrupt after {_read} inflated bytes.";
            return 0;
        }
    }

    /// <summary>Asks on after the end; whatever comes then is made of the mark and not of the body.</summary>
    private bool IsCutOff(GZipStream inflated)
    {
        Span<byte> made = stackalloc byte[1];
        return inflated.Read(made) > 0 || _compressed.IsExhausted;
    }

    private string? FindExcess() => _read switch
    {
        > SitemapLimits.MaxBytes => $"The sitemap has more than {SitemapLimits.MaxBytes} bytes.",
        > SitemapLimits.RatioGrace when _inflated is not null && _read / SitemapLimits.MaxRatio > _compressed.Consumed =>
            $"The gzip data inflate to more than {SitemapLimits.MaxRatio} times their size.",
        _ => null,
    };
}
