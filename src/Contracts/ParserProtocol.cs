namespace AsyncCrawler.Contracts;

/// <summary>
/// The wire format between the crawler and its parser processes: frames over the child's standard input and output.
/// A frame is a little-endian <see cref="uint"/> payload length, one <see cref="FrameKind"/> byte, and the payload.
/// Both sides say hello before anything else. The byte tables are in docs/parser-protocol.md.
/// </summary>
public static class ParserProtocol
{
    /// <summary>The protocol number that both hellos carry; raised with every change of a byte.</summary>
    public const int Version = 5;

    /// <summary>Bytes before the payload of a frame: four of length, one of kind.</summary>
    public const int FrameHeaderLength = 5;

    /// <summary>Most payload bytes that the parent accepts from a child: room for 50,000 links of ordinary length.</summary>
    public const int MaxReplyPayload = 32 * 1024 * 1024;

    /// <summary>Most payload bytes that a child accepts from the parent: the largest body that may be fetched, and what goes with it.</summary>
    public const int MaxRequestPayload = 72 * 1024 * 1024;
}
