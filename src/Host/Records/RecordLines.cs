using System.Buffers;
using System.Runtime.CompilerServices;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Host.Records;

/// <summary>
/// Reads a file of JSON lines that may be growing, from any record on. Memory is that of the longest line, whatever the file's
/// length and whatever became of it: what no writer of ours can have written is not gathered.
/// </summary>
internal static class RecordLines
{
    private const int FirstBuffer = 64 * 1024;
    private const byte LineFeed = (byte)'\n';
    private const byte LastControl = 0x1F;

    // What a parser says of a page, with six bytes for each of its own in the worst case ("\u0001"), and the rest of a record.
    private const int MaxLength = 8 * ParserProtocol.MaxReplyPayload;

    /// <summary>Reads the whole lines; a last one that is not yet ended is left out.</summary>
    /// <param name="path">The file; one that is absent has no lines.</param>
    /// <param name="offset">Where the first line begins; see <see cref="IsBoundaryAsync"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IAsyncEnumerable<RecordLine> ReadAsync(string path, long offset, CancellationToken cancellationToken) =>
        ReadAsync(path, offset, MaxLength, cancellationToken);

    /// <summary>The same with another bound.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where the first line begins.</param>
    /// <param name="maxLength">Bytes of the longest line that is gathered beyond one buffer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<RecordLine> ReadAsync(string path, long offset, int maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        await using var stream = Open(path);
        stream.Position = offset;
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var (begin, filled, isDamaged) = (0, 0, false);
            while (true)
            {
                var length = buffer.AsSpan(begin, filled - begin).IndexOf(LineFeed);
                if (length >= 0)
                {
                    offset += length + 1;
                    yield return new RecordLine(isDamaged ? default : buffer.AsMemory(begin, length), offset);
                    (begin, isDamaged) = (begin + length + 1, false);
                    continue;
                }

                isDamaged |= IsDamaged(buffer.AsSpan(begin, filled - begin), maxLength);
                if (isDamaged)
                {
                    offset += filled - begin;
                    begin = filled;
                }

                (begin, filled) = (0, MoveToFront(ref buffer, begin, filled));
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
                if (read == 0)
                {
                    yield break;
                }

                filled += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether a line begins at an offset: a cursor of a caller may be anything, or the file may have been cut back since.</summary>
    public static async Task<bool> IsBoundaryAsync(string path, long offset, CancellationToken cancellationToken)
    {
        if (offset == 0)
        {
            return true;
        }

        if (offset < 0 || !File.Exists(path))
        {
            return false;
        }

        await using var stream = Open(path);
        stream.Position = offset - 1;
        var last = new byte[1];
        return await stream.ReadAsync(last, cancellationToken) == 1 && last[0] == LineFeed;
    }

    /// <summary>Opens a file that another may be writing.</summary>
    public static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
        BufferSize = 0,
    });

    // Where a system went down there are runs of zeros, up to gigabytes; a writer of ours escapes all control characters.
    private static bool IsDamaged(ReadOnlySpan<byte> beginOfLine, int maxLength) =>
        beginOfLine.Length > maxLength || beginOfLine.ContainsAnyInRange((byte)0, LastControl);

    private static int MoveToFront(ref byte[] buffer, int begin, int filled)
    {
        var rest = buffer.AsSpan(begin, filled - begin);
        if (rest.Length <= buffer.Length / 2)
        {
            rest.CopyTo(buffer);
            return rest.Length;
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        rest.CopyTo(larger);
        var length = rest.Length;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
        return length;
    }
}
