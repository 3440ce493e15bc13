using System.Text;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>Reads a worker's standard error to its end, so that the worker never waits for us; what it says is capped and made printable.</summary>
/// <param name="print">Called with each line.</param>
/// <param name="flood">Called once, when the worker has written more than it may; what follows is thrown away.</param>
internal sealed class StandardErrorDrain(Action<string> print, Action flood)
{
    /// <summary>Most bytes that one worker may write in its life.</summary>
    // A stack trace of the runtime takes some kilobytes; 1 MiB is no trace any more.
    public const int MaxBytes = 1024 * 1024;

    private const int MaxLine = 1024;

    private readonly byte[] _line = new byte[MaxLine];
    private int _lineLength;
    private long _total;

    /// <summary>The last line, printable; null when there was none.</summary>
    public string? LastLine { get; private set; }

    /// <summary>True when a line spoke of a lack of memory, as the runtime does before it aborts.</summary>
    public bool SaidOutOfMemory { get; private set; }

    /// <summary>Reads until the end of the stream, or until cancelled; throws neither way.</summary>
    public async Task RunAsync(Stream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Take(buffer.AsSpan(0, read));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The worker is gone, and with it the other end of the pipe.
        }

        EndLine();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var isFirstExcess = _total <= MaxBytes && _total + bytes.Length > MaxBytes;
        _total += bytes.Length;
        if (isFirstExcess)
        {
            flood();
        }

        if (_total > MaxBytes)
        {
            return;
        }

        foreach (var value in bytes)
        {
            if (value == (byte)'\n' || _lineLength == MaxLine)
            {
                EndLine();
            }

            if (value != (byte)'\n')
            {
                _line[_lineLength++] = value;
            }
        }
    }

    private void EndLine()
    {
        var text = Encoding.UTF8.GetString(_line.AsSpan(0, _lineLength)).TrimEnd();
        _lineLength = 0;
        if (text.Length == 0)
        {
            return;
        }

        SaidOutOfMemory |= text.Contains("Out of memory", StringComparison.OrdinalIgnoreCase)
            || text.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal);
        LastLine = PrintableText.Of(text, 300);
        print(PrintableText.Of(text, MaxLine));
    }
}
