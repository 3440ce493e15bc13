using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>
/// Breaks a connection beneath HTTP, on the socket itself. Afterwards Kestrel still tries to write its own answer, finds the
/// socket shut and closes the connection: nothing of that attempt reaches the client.
/// </summary>
internal static class ConnectionFault
{
    private static readonly byte[] Garbage = Encoding.ASCII.GetBytes("this is not HTTP {[(<;)]}\u0001\u0002\u0003");

    private static readonly byte[] ChunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    /// <summary>Inflicts the fault; the request must not have been answered.</summary>
    public static async Task InflictAsync(HttpContext context, StubFault fault)
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        try
        {
            switch (fault)
            {
                case StubFault.EmptyResponse:
                    break;
                case StubFault.MalformedResponseChunk:
                    await socket.SendAsync(ChunkedHead, context.RequestAborted);
                    await socket.SendAsync(Garbage, context.RequestAborted);
                    break;
                case StubFault.RandomDataThenClose:
                    await socket.SendAsync(Garbage, context.RequestAborted);
                    break;
                case StubFault.ConnectionResetByPeer:
                    // A close without lingering is a reset (RFC 9293 §3.10.4).
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    socket.Close();
                    return;
            }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The client has left: there is no connection to break any more.
        }
    }
}
