using System.Net.Sockets;
using System.Text;

namespace AsyncCrawler.TestKit;

/// <summary>The server's end of one connection: a script reads requests from it and writes any bytes it likes.</summary>
public sealed class RawConnection : IDisposable
{
    private const int MaxRequestBytes = 1024 * 1024;

    private readonly Socket _socket;

    internal RawConnection(Socket socket, int number, CancellationToken stopped)
    {
        _socket = socket;
        Number = number;
        Stopped = stopped;
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>1 for the first connection that the server accepted.</summary>
    public int Number { get; }

    /// <summary>Cancelled when the server is disposed.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>The bytes of the connection, for example to run TLS over them.</summary>
    public Stream Stream { get; }

    /// <summary>Reads one request without a body.</summary>
    /// <returns>Request line and fields, the empty line included; null when the client closed the connection.</returns>
    public async Task<string?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await Stream.ReadAsync(one, Stopped) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }

            if (head.Length > MaxRequestBytes)
            {
                throw new InvalidDataException($"A request of more than {MaxRequestBytes} bytes.");
            }
        }

        return null;
    }

    /// <summary>Sends text as Latin-1: one byte for each character.</summary>
    public ValueTask SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends bytes.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => Stream.WriteAsync(bytes, Stopped);

    /// <summary>Reads one request and answers it.</summary>
    public async Task AnswerAsync(string response)
    {
        await ReadRequestAsync();
        await SendAsync(response);
    }

    /// <summary>Keeps the connection open and silent until the server is disposed.</summary>
    public Task HoldAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopped);

    /// <summary>Reads and ignores what the client sends until it closes or resets the connection.</summary>
    public async Task WaitForCloseAsync()
    {
        var ignored = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(ignored, Stopped) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is a close too.
        }
    }

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
