namespace AsyncCrawler.MockSite.Stubs;

/// <summary>How a connection is broken instead of answering; the names are those of WireMock's format.</summary>
internal enum StubFault
{
    /// <summary><c>EMPTY_RESPONSE</c>: closed without a byte.</summary>
    EmptyResponse,

    /// <summary><c>MALFORMED_RESPONSE_CHUNK</c>: an OK status with chunked coding, then bytes that are no chunk, then closed.</summary>
    MalformedResponseChunk,

    /// <summary><c>RANDOM_DATA_THEN_CLOSE</c>: bytes that are no HTTP, then closed.</summary>
    RandomDataThenClose,

    /// <summary><c>CONNECTION_RESET_BY_PEER</c>: a TCP reset.</summary>
    ConnectionResetByPeer,
}
