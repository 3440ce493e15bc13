namespace AsyncCrawler.Tests.Fetching;

/// <summary>The first flight of a TLS 1.2 server, byte by byte (RFC 5246).</summary>
internal static class TlsHandshake
{
    private const int MaxRecord = 16 * 1024; // §6.2.1

    /// <summary>A hello of some version, and a certificate message of that many bytes.</summary>
    public static byte[] HelloAndCertificate(int version, int certificateBytes) =>
    [
        .. Message(2, Hello(version), version),
        .. Message(11, [.. Length(certificateBytes + 3), .. Length(certificateBytes), .. new byte[certificateBytes]], version),
    ];

    // §7.4.1.3, with the renegotiation_info that RFC 5746 asks for.
    private static byte[] Hello(int version) => [(byte)(version >> 8), (byte)version, .. new byte[32], 0, 0xC0, 0x13, 0, 0, 5, 0xFF, 1, 0, 1, 0];

    // A message in as many records as it takes.
    private static byte[] Message(byte type, byte[] body, int version) =>
    [
        .. ((byte[])[type, .. Length(body.Length), .. body]).Chunk(MaxRecord)
            .SelectMany(piece => (byte[])[22, (byte)(version >> 8), (byte)version, (byte)(piece.Length >> 8), (byte)piece.Length, .. piece]),
    ];

    private static byte[] Length(int length) => [(byte)(length >> 16), (byte)(length >> 8), (byte)length];
}
