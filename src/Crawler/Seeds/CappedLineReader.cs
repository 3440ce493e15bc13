using System.Text;

namespace AsyncCrawler.Seeds;

/// <summary>Reads lines ended by LF, CR or CRLF, and keeps no more than a number of characters of each.</summary>
internal sealed class CappedLineReader(TextReader reader, int maxLength)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private int _start;
    private int _end;
    private bool _skipsLineFeed;

    /// <summary>The number of the line read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line without its end.</summary>
    /// <returns>The line, cut to the longest length, or null at the end.</returns>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        StringBuilder? line = null;
        while (await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            line ??= new StringBuilder();
            var rest = _buffer.AsSpan(_start, _end - _start);
            var lineEnd = rest.IndexOfAny('\n', '\r');
            var text = lineEnd < 0 ? rest : rest[..lineEnd];
            line.Append(text[..Math.Min(text.Length, maxLength - line.Length)]);
            _start += text.Length;
            if (lineEnd >= 0)
            {
                _skipsLineFeed = rest[lineEnd] == '\r';
                _start++;
                break;
            }
        }

        LineNumber += line is null ? 0 : 1;
        return line?.ToString();
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await reader.ReadAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
                if (_end == 0)
                {
                    return false;
                }
            }

            if (!_skipsLineFeed)
            {
                return true;
            }

            _skipsLineFeed = false;
            if (_buffer[_start] != '\n')
            {
                return true;
            }

            _start++;
        }
    }
}
