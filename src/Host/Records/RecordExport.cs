using System.Buffers;

namespace AsyncCrawler.Host.Records;

/// <summary>Copies a record file while it may be growing: as long as it was at the begin, and then up to its last line end.</summary>
internal static class RecordExport
{
    private const int BufferSize = 128 * 1024;
    private const byte LineFeed = (byte)'\n';

    /// <summary>Copies the whole lines. Memory does not grow with the file.</summary>
    public static async Task CopyAsync(string path, Stream target, CancellationToken cancellationToken)
    {
        await using var source = RecordLines.Open(path);
        var left = await LastLineEndAsync(source, cancellationToken);
        source.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (left > 0 && await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken) is > 0 and var read)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<long> LastLineEndAsync(FileStream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        for (var end = source.Length; end > 0;)
        {
            var begin = Math.Max(0, end - buffer.Length);
            source.Position = begin;
            var read = await source.ReadAtLeastAsync(buffer.AsMemory(0, (int)(end - begin)), (int)(end - begin), throwOnEndOfStream: false, cancellationToken);
            var last = buffer.AsSpan(0, read).LastIndexOf(LineFeed);
            if (last >= 0)
            {
                return begin + last + 1;
            }

            end = begin;
        }

        return 0;
    }
}
