namespace AsyncCrawler.ParserWorkers.Tests;

/// <summary>A pipe that nobody reads any more, after the first write.</summary>
internal sealed class ClosedStream : MemoryStream
{
    private bool _isClosed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isClosed)
        {
            throw new IOException("Broken pipe");
        }

        _isClosed = true;
    }
}
