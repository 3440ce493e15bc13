using System.Buffers;

namespace AsyncCrawler.Sinks;

/// <summary>Finds where the last whole record of a file ends, so that a torn one can be cut off.</summary>
internal static class RecordEnd
{
    private const int BlockSize = 64 * 1024;
    private static readonly SearchValues<byte> CsvMarks = SearchValues.Create("\"\n"u8);

    /// <summary>The end of the last line: JSON Lines have no line feed but at the end of a record. Reads from the end.</summary>
    public static long OfLines(Stream stream)
    {
        var block = new byte[BlockSize];
        var end = stream.Length;
        while (end > 0)
        {
            var start = Math.Max(0, end - BlockSize);
            var part = block.AsSpan(0, (int)(end - start));
            stream.Position = start;
            stream.ReadExactly(part);
            var lineFeed = part.LastIndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                return start + lineFeed + 1;
            }

            end = start;
        }

        return 0;
    }

    /// <summary>
    /// The end of the last CSV record (RFC 4180 §2): a line feed outside quotes. Whether one is outside can only be told
    /// from the beginning, so this reads the whole file.
    /// </summary>
    public static long OfCsv(Stream stream)
    {
        var block = new byte[BlockSize];
        var blockStart = 0L;
        var recordEnd = 0L;
        var isQuoted = false;
        stream.Position = 0;
        for (var read = stream.Read(block); read > 0; read = stream.Read(block))
        {
            var at = block.AsSpan(0, read).IndexOfAny(CsvMarks);
            while (at >= 0)
            {
                // An escaped quote is two of them, and so changes nothing.
                isQuoted ^= block[at] == (byte)'"';
                recordEnd = block[at] == (byte)'\n' && !isQuoted ? blockStart + at + 1 : recordEnd;
                var next = block.AsSpan(at + 1, read - at - 1).IndexOfAny(CsvMarks);
                at = next < 0 ? -1 : at + 1 + next;
            }

            blockStart += read;
        }

        return recordEnd;
    }
}
