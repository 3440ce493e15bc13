using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AsyncCrawler.Benchmarks.Fetching;

/// <summary>
/// A process that answers every request on many loopback addresses with bytes of which only the first few change, so cheaply that
/// it is not what is measured. It ends when its standard input does.
/// </summary>
internal sealed class LoadServer : IDisposable
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Verb = "load-server";

    private readonly ServerProcess _process;

    private LoadServer(ServerProcess process)
    {
        _process = process;
        Port = int.Parse(process.ReadLine(), CultureInfo.InvariantCulture);
    }

    /// <summary>The port on all of its addresses.</summary>
    public int Port { get; }

    /// <summary>The address of one of its hosts.</summary>
    public static IPAddress HostAt(int number) => new([127, 0, 1, (byte)(number + 1)]);

    /// <summary>Starts the process.</summary>
    /// <param name="hosts">How many addresses it listens on.</param>
    /// <param name="bodyBytes">The length of each body.</param>
    public static LoadServer Start(int hosts, int bodyBytes) => new(ServerProcess.Start(Verb, hosts, bodyBytes));

    /// <summary>Is the server, until standard input ends.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var hosts = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var bodyBytes = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: {bodyBytes}\r\n\r\n");
        var port = 0;
        for (var i = 0; i < hosts; i++)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(HostAt(i), port));
            listener.Listen(128);
            port = (listener.LocalEndPoint as IPEndPoint)?.Port ?? 0;
            _ = AcceptAsync(listener, head, bodyBytes);
        }

        Console.WriteLine(port.ToString(CultureInfo.InvariantCulture));
        await Console.In.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private static async Task AcceptAsync(Socket listener, byte[] head, int bodyBytes)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = ServeAsync(socket, [.. head, .. Enumerable.Repeat((byte)'x', bodyBytes)], head.Length);
        }
    }

    // No two bodies are the same: a kind of pages that are would be taken for a trap, and looked at more closely than any other.
    // A client that waits for each answer never has two requests on the way, so whatever ends with an empty line is one.
    private static async Task ServeAsync(Socket socket, byte[] response, int bodyAt)
    {
        var buffer = new byte[4096];
        var length = 0;
        var served = Random.Shared.NextInt64();
        while (await socket.ReceiveAsync(buffer.AsMemory(length)) is > 0 and var read)
        {
            length += read;
            if (buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            {
                BinaryPrimitives.WriteInt64LittleEndian(response.AsSpan(bodyAt), served++);
                await socket.SendAsync(response);
                length = 0;
            }
        }

        socket.Dispose();
    }
}
