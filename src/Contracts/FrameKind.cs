using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>What a frame's payload is. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum FrameKind : byte
{
    /// <summary>No frame; never sent.</summary>
    None = 0,

    /// <summary>Child to parent, first frame: <see cref="Contracts.WorkerHello"/>.</summary>
    WorkerHello = 1,

    /// <summary>Parent to child, first frame: <see cref="Contracts.CrawlerHello"/>.</summary>
    CrawlerHello = 2,

    /// <summary>Parent to child: <see cref="Contracts.ParseRequest"/>.</summary>
    ParseRequest = 3,

    /// <summary>Child to parent: <see cref="ParseReply.Parsed"/>.</summary>
    Parsed = 4,

    /// <summary>Child to parent: <see cref="ParseReply.Refused"/>.</summary>
    Refused = 5,
}
