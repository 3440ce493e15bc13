namespace AsyncCrawler.Parsing;

/// <summary>Why a page that should be parsed was not.</summary>
public enum ParseFailureReason
{
    /// <summary>The bytes are no document (MIME sniffing in the child).</summary>
    NotADocument,

    /// <summary>The parser threw, and the child lived on.</summary>
    ParserFault,

    /// <summary>The page took longer than the deadline, and its child was killed; or it clearly would have, and the child refused it.</summary>
    TimedOut,

    /// <summary>The page took more memory than a child may have, and the child ended; or it clearly would have, and the child refused it.</summary>
    OutOfMemory,

    /// <summary>The child ended in another way while it worked on the page.</summary>
    WorkerDied,

    /// <summary>The child broke the protocol; it was killed.</summary>
    ProtocolViolation,

    /// <summary>The page, or its result, exceeds a limit.</summary>
    TooLarge,
}
