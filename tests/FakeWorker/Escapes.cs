using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;

namespace AsyncCrawler.FakeWorker;

/// <summary>Attempts to do what a parser has no business to do.</summary>
internal static class Escapes
{
    /// <summary>Makes an attempt.</summary>
    /// <param name="attempt">A verb and its argument.</param>
    /// <returns><c>done</c>, or who refused.</returns>
    public static string Try(string attempt)
    {
        var (verb, argument) = attempt.Split(' ', 2) is [var first, var second] ? (first, second) : (attempt, "");
        try
        {
            return verb switch
            {
                "connect" => Connect(int.Parse(argument, null)),
                "read" => Read(argument),
                "write" => Write(argument),
                "remove" => Remove(argument),
                "run" => Run(argument),
                "become" => Libc.Become(argument),
                "signal" => Libc.Probe(int.Parse(argument, null)),
                _ => throw new ArgumentException(attempt),
            };
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode.ToString();
        }
        catch (UnauthorizedAccessException)
        {
            return "refused";
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return "missing";
        }
        catch (Win32Exception error)
        {
            return $"error {error.NativeErrorCode}";
        }
    }

    /// <summary>The same on a thread that the attempt's own thread starts.</summary>
    public static string TryOnNewThread(string attempt)
    {
        var answer = "";
        var thread = new Thread(() => answer = Try(attempt));
        thread.Start();
        thread.Join();
        return answer;
    }

    private static string Connect(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect("127.0.0.1", port);
        return "done";
    }

    private static string Read(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() >= 0 ? "done" : "empty";
    }

    private static string Write(string path)
    {
        File.WriteAllText(path, "mine");
        return "done";
    }

    private static string Remove(string path)
    {
        File.Delete(path);
        return "done";
    }

    private static string Run(string path)
    {
        // The folder in which the worker stays is gone: nothing can be started there.
        using var process = Process.Start(new ProcessStartInfo(path) { WorkingDirectory = "/" });
        process?.WaitForExit();
        return "done";
    }
}
