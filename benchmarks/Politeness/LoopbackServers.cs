using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AsyncCrawler.Benchmarks.Politeness;

/// <summary>
/// Sites at loopback addresses, all on one port, which note when each of their answers began and ended: by sockets alone, so
/// that what is measured is the crawler. Every site is a chain of pages, each linking to the next.
/// </summary>
internal sealed class LoopbackServers : IDisposable
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly int _pages;
    private readonly List<Socket> _listeners = [];
    private readonly ConcurrentDictionary<IPAddress, ConcurrentQueue<(long Begin, long End)>> _answers = new();

    /// <summary>Starts them.</summary>
    /// <param name="hosts">How many sites.</param>
    /// <param name="pages">Pages of each.</param>
    public LoopbackServers(int hosts, int pages)
    {
        _pages = pages;
        var port = 0;
        for (var host = 0; host < hosts; host++)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listeners.Add(listener);
            listener.Bind(new IPEndPoint(AddressOf(host), port));
            listener.Listen(128);
            port = listener.LocalEndPoint is IPEndPoint bound ? bound.Port : 0;
            _ = AcceptAsync(listener);
        }

        Seeds = [.. Enumerable.Range(0, hosts).Select(host => $"http://{AddressOf(host)}:{port}/0")];
    }

    /// <summary>The first page of each site.</summary>
    public IReadOnlyList<string> Seeds { get; }

    /// <summary>Sites that were asked.</summary>
    public int Asked => _answers.Count;

    /// <summary>The times between the answers of each site and the requests that followed them.</summary>
    /// <param name="since">The timestamp from which on answers are looked at.</param>
    public List<TimeSpan> ReadGaps(long since)
    {
        var gaps = new List<TimeSpan>();
        foreach (var answers in _answers.Values)
        {
            (long Begin, long End)[] inOrder = [.. answers.Where(answer => answer.Begin >= since).OrderBy(answer => answer.Begin)];
            gaps.AddRange(inOrder.Zip(inOrder.Skip(1), (before, after) => _time.GetElapsedTime(before.End, after.Begin)));
        }

        return gaps;
    }

    public void Dispose() => _listeners.ForEach(listener => listener.Dispose());

    private static IPAddress AddressOf(int host) => new([127, 1, (byte)(host / 250), (byte)((host % 250) + 1)]);

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.AcceptAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using var socket = connection;
        socket.NoDelay = true;
        var site = _answers.GetOrAdd(socket.LocalEndPoint is IPEndPoint { Address: var address } ? address : IPAddress.None, _ => new ConcurrentQueue<(long, long)>());
        var buffer = new byte[8_192];
        try
        {
            // One request at a time is never in more than one segment here.
            while (await socket.ReceiveAsync(buffer) is > 0 and var length)
            {
                var begin = _time.GetTimestamp();
                var path = Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1];
                var answer = AnswerTo(path);

                // Before it is sent: the crawler may have it before this thread goes on.
                site.Enqueue((begin, _time.GetTimestamp()));
                await socket.SendAsync(answer);
            }
        }
        catch (SocketException)
        {
            // The crawl is over.
        }
    }

    private byte[] AnswerTo(string path)
    {
        if (!int.TryParse(path.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }

        var next = number + 1 < _pages ? $"<a href=/{number + 1}>next</a>" : "";
        var page = $"<!doctype html><title>{number}</title>{next}";
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\n\r\n{page}");
    }
}
