namespace AsyncCrawler.Contracts;

/// <summary>One frame as it lies in the reader's buffer.</summary>
/// <param name="Kind">What the payload is.</param>
/// <param name="Payload">The payload, valid until the next read of the same <see cref="FrameReader"/>.</param>
public readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload);
