using System.Buffers;
using System.IO.Compression;

namespace AsyncCrawler.Fetching;

/// <summary>Undoes Brotli. The platform's stream takes a cut body for a complete one; its decoder tells the two apart.</summary>
internal sealed class BrotliBodyStream(Stream coded) : ReadOnlyStream
{
    private const int InputBytes = 16 * 1024;

    private BrotliDecoder _decoder;
    private byte[] _input = ArrayPool<byte>.Shared.Rent(InputBytes);
    private int _start;
    private int _end;
    private bool _hasBegun;
    private bool _isDone;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_input.Length == 0, this);
        while (!_isDone && !buffer.IsEmpty)
        {
            var written = Decode(buffer.Span);
            if (_isDone)
            {
                HasTrailingBytes = await DrainAsync(coded, cancellationToken).ConfigureAwait(false) || _start < _end;
            }

            if (written > 0 || _isDone)
            {
                return written;
            }

            _start = 0;
            _end = await coded.ReadAsync(_input, cancellationToken).ConfigureAwait(false);
            if (_end == 0)
            {
                // A body without any byte is empty, whatever its coding.
                return _hasBegun ? throw new InvalidDataException("The Brotli body ends before its end mark.") : 0;
            }

            _hasBegun = true;
        }

        return 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _input.Length > 0)
        {
            _decoder.Dispose();
            ArrayPool<byte>.Shared.Return(_input);
            _input = [];
            coded.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Decode(Span<byte> output)
    {
        var status = _decoder.Decompress(_input.AsSpan(_start, _end - _start), output, out var consumed, out var written);
        _start += consumed;
        _isDone = status == OperationStatus.Done;
        return status == OperationStatus.InvalidData ? throw new InvalidDataException("The body is not Brotli.") : written;
    }
}
