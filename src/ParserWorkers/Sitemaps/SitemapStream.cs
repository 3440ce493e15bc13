using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>
/// The bytes of a sitemap, inflated when they begin like gzip (RFC 1952 §2.3.1). Ends early, with the reason in
/// <see cref="Fault"/>, at a limit of <see cref="SitemapLimits"/> or where the compressed data are corrupt.
/// </summary>
internal sealed class SitemapStream : Stream
{
    // Enough for a byte order mark and an XML declaration.
    private const int BeginningLength = 1024;

    private readonly byte[] _beginning = new byte[BeginningLength];
    private readonly int _beginningLength;
    private readonly MemoryStream _body;
    private readonly Stream _content;
    private int _replayed;
    private long _read;

    /// <summary>Opens a body and reads its beginning.</summary>
    /// <param name="body">The body; not to change while the stream is in use.</param>
    public SitemapStream(ReadOnlyMemory<byte> body)
    {
        _body = MemoryMarshal.TryGetArray(body, out var bytes)
            ? new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
        _content = body.Span is [0x1F, 0x8B, ..] ? new GZipStream(_body, CompressionMode.Decompress) : _body;
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
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadContent(Span<byte> buffer)
    {
        if (Fault is not null)
        {
            return 0;
        }

        try
        {
            var count = _content.Read(buffer);
            _read += count;
            Fault = FindExcess();
            IsCut = Fault is not null;
            return count - (int)Math.Max(0, _read - SitemapLimits.MaxBytes);
        }
        catch (InvalidDataException)
        {
            Fault = $"The gzip data are corrupt after {_read} inflated bytes.";
            return 0;
        }
    }

    private string? FindExcess() => _read switch
    {
        > SitemapLimits.MaxBytes => $"The sitemap has more than {SitemapLimits.MaxBytes} bytes.",
        > SitemapLimits.RatioGrace when _read / SitemapLimits.MaxRatio > _body.Position =>
            $"The gzip data inflate to more than {SitemapLimits.MaxRatio} times their size.",
        _ => null,
    };
}
