namespace AsyncCrawler.Tests.Sinks;

/// <summary>A disk that is full after some bytes: it takes what fits of a write, and then fails as the operating system would.</summary>
internal sealed class FaultyStream(long capacity) : MemoryStream
{
    public long Room { get; set; } = capacity;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var fitting = (int)Math.Clamp(Room - Position, 0, buffer.Length);
        base.Write(buffer[..fitting]);
        if (fitting < buffer.Length)
        {
            throw new IOException("No space left on device");
        }
    }
}
