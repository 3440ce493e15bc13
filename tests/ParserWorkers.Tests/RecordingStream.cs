namespace AsyncCrawler.ParserWorkers.Tests;

/// <summary>Remembers what was written, and in how many writes.</summary>
internal sealed class RecordingStream : MemoryStream
{
    public List<int> Writes { get; } = [];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > 0)
        {
            Writes.Add(buffer.Length);
        }

        base.Write(buffer);
    }
}
