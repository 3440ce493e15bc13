using System.Buffers.Binary;
using System.IO.Compression;

namespace AsyncCrawler.Fetching;

/// <summary>Undoes gzip and deflate. The platform checks CRC and length; that the end mark was reached is checked here.</summary>
internal sealed class InflateStream(Stream coded, ContentCoding coding) : ReadOnlyStream
{
    private const ushort GzipMagic = 0x1F8B; // RFC 1952 §2.3.1

    private readonly InflateSource _source = new(coded);
    private Stream? _decoded;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _decoded ??= await ChooseAsync(cancellationToken).ConfigureAwait(false);
        var read = await _decoded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read == 0 && !buffer.IsEmpty && _decoded != _source)
        {
            if (_source.IsExhausted)
            {
                throw new InvalidDataException("The coded body ends before its end mark.");
            }

            // Of gzip the inflater asks for another member unless there is something else, however short.
            HasTrailingBytes |= await DrainAsync(coded, cancellationToken).ConfigureAwait(false) || _source.HoldsBackEndMark;
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            (_decoded ?? _source).Dispose();
        }

        base.Dispose(disposing);
    }

    // The first two bytes tell what the body is; servers are known to send something else than they say (C04, C05).
    private async ValueTask<Stream> ChooseAsync(CancellationToken cancellationToken)
    {
        var start = await _source.PeekAsync(cancellationToken).ConfigureAwait(false);
        var magic = start.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(start.Span) : 0;
        if (coding == ContentCoding.Deflate && start.Length > 0)
        {
            return IsZlibHeader(magic) ? new ZLibStream(_source, CompressionMode.Decompress) : new DeflateStream(_source, CompressionMode.Decompress);
        }

        if (start.Length == 1 && start.Span[0] == GzipMagic >> 8)
        {
            throw new InvalidDataException("The coded body ends after its first byte.");
        }

        if (magic != GzipMagic)
        {
            return _source; // plain, or empty
        }

        _source.AppendsEndMark = true;
        return new GZipStream(_source, CompressionMode.Decompress);
    }

    // RFC 1950 §2.2: method 8, a window of at most 32 KiB, and a check that makes the two bytes a multiple of 31.
    private static bool IsZlibHeader(int start) => (start >> 8 & 0x0F) == 8 && start >> 12 <= 7 && start % 31 == 0;
}
