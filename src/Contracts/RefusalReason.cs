using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>Why a child gave no parse of a document. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum RefusalReason : byte
{
    /// <summary>The bytes are no document of the wanted kind (MIME sniffing says so).</summary>
    NotADocument = 1,

    /// <summary>The parser threw; the child lives on.</summary>
    ParserFault = 2,

    /// <summary>The request's URL, kind or fields make no sense to this child.</summary>
    BadRequest = 3,

    /// <summary>The reply would exceed <see cref="ParserProtocol.MaxReplyPayload"/>.</summary>
    ReplyTooLarge = 4,

    /// <summary>The page's tree would take far more memory than a page may have; it was not built.</summary>
    TooMuchMemory = 5,

    /// <summary>The page's tree would take far more time than a page may take; it was not built.</summary>
    TooMuchTime = 6,
}
