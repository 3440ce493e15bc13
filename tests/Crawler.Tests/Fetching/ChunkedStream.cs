namespace AsyncCrawler.Tests.Fetching;

/// <summary>Gives bytes in pieces of a size, as a network might.</summary>
internal class ChunkedStream(byte[] bytes, int pieceLength) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, pieceLength)], cancellationToken);
}
