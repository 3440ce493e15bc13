using System.Buffers.Binary;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>One connection of HTTP/2 over TLS, frame by frame (RFC 9113), right or wrong.</summary>
internal sealed class Http2Server(SslStream tls, CancellationToken stopped)
{
    private const int PrefaceLength = 24;
    private const int HeaderLength = 9;

    /// <summary><c>:status: 200</c>, from the static table of HPACK (RFC 7541, appendix A).</summary>
    private const byte Status200 = 0x88;

    private static readonly X509Certificate2 Certificate = TestCertificate.SelfSigned("h2.test");

    public enum FrameType : byte
    {
        Data = 0,
        Headers = 1,
        ResetStream = 3,
        Settings = 4,
        Ping = 6,
        GoAway = 7,
        WindowUpdate = 8,
        Continuation = 9,
    }

    [Flags]
    public enum FrameFlags : byte
    {
        None = 0,
        EndStreamOrAck = 1,
        EndHeaders = 4,
    }

    /// <summary>A server that runs a script for each request, and closes the connection of a client that does not offer HTTP/2.</summary>
    /// <param name="answerAsync">Gets the connection and the number of the request's stream.</param>
    public static RawServer Start(Func<Http2Server, int, Task> answerAsync) => new(connection => ServeAsync(connection, answerAsync));

    /// <summary>Serves one connection as <see cref="Start"/> does.</summary>
    public static async Task ServeAsync(RawConnection connection, Func<Http2Server, int, Task> answerAsync)
    {
        await using var tls = new SslStream(connection.Stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = Certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, connection.Stopped);
        if (tls.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2)
        {
            await new Http2Server(tls, connection.Stopped).RunAsync(answerAsync);
        }
    }

    public Task SendHeadersAsync(int stream, FrameFlags flags = FrameFlags.EndHeaders) => SendAsync(FrameType.Headers, flags, stream, [Status200]);

    public Task SendDataAsync(int stream, byte[] bytes, bool isLast) =>
        SendAsync(FrameType.Data, isLast ? FrameFlags.EndStreamOrAck : FrameFlags.None, stream, bytes);

    public async Task SendAsync(FrameType type, FrameFlags flags, int stream, byte[] payload)
    {
        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = (byte)type;
        frame[4] = (byte)flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, HeaderLength);
        await tls.WriteAsync(frame, stopped);
    }

    private async Task RunAsync(Func<Http2Server, int, Task> answerAsync)
    {
        await tls.ReadExactlyAsync(new byte[PrefaceLength], stopped);
        await SendAsync(FrameType.Settings, FrameFlags.None, 0, []);
        var header = new byte[HeaderLength];
        while (true)
        {
            await tls.ReadExactlyAsync(header, stopped);
            await tls.ReadExactlyAsync(new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8], stopped);
            var (type, flags) = ((FrameType)header[3], (FrameFlags)header[4]);
            if (type == FrameType.Settings && !flags.HasFlag(FrameFlags.EndStreamOrAck))
            {
                await SendAsync(FrameType.Settings, FrameFlags.EndStreamOrAck, 0, []);
            }
            else if (type == FrameType.Headers)
            {
                await answerAsync(this, BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
            }
        }
    }
}
