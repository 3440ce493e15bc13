using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.FakeWorker;

/// <summary>What a document can make the fake worker do: the text is a verb and at most one argument.</summary>
internal sealed class Misdeeds(Stream input, Stream output)
{
    private const int ReplyId = 8;

    private readonly List<IntPtr> _leaked = [];
    private int _served;
    private int _unanswered;

    /// <summary>Does what the text says.</summary>
    /// <returns>The answer, where the deed leaves one to give.</returns>
    public ParseReply Do(long documentId, string text)
    {
        _served++;
        _unanswered++;
        var (verb, argument) = text.Split(' ', 2) is [var first, var second] ? (first, second) : (text, "");
        switch (verb)
        {
            case "once":
                return DoOnce(documentId, argument);
            case "exit":
                Environment.Exit(int.Parse(argument, null));
                break;
            case "abort":
                Environment.FailFast("as told");
                break;
            case "crash":
                Libc.MakeSegmentationFault();
                break;
            case "kill":
                Libc.SignalSelf(Libc.KillSignal);
                break;
            case "stop":
                Libc.SignalSelf(Libc.StopSignal);
                break;
            case "hang":
                Hang();
                break;
            case "allocate":
                Allocate();
                break;
            case "flood-output":
                Flood(output);
                break;
            case "flood-errors":
                Flood(Console.OpenStandardError());
                break;
            case "grumble":
                Console.Error.WriteLine("\u001b]0;owned\u0007 " + argument);
                break;
            case "half-frame":
                output.Write([100, 0, 0, 0, (byte)FrameKind.Parsed, 1, 2, 3]);
                Hang();
                break;
            case "half-frame-abort":
                output.Write([100, 0, 0, 0, (byte)FrameKind.Parsed, 1, 2, 3]);
                Environment.FailFast("as told");
                break;
            case "length":
                output.Write([0, 0, 0, 0x80, (byte)FrameKind.Parsed]);
                Hang();
                break;
            case "other-document":
                return Say(documentId + 1, text);
            case "twice":
                Send(Say(documentId, text));
                break;
            case "unknown-kind":
                output.Write([0, 0, 0, 0, 200]);
                Hang();
                break;
            case "unknown-reason":
                return Refuse(documentId, (RefusalReason)99, "?");
            case "bad-utf8":
                SendAltered(Say(documentId, text), payload => payload[ReplyId + sizeof(int)] = 0xFF);
                Hang();
                break;
            case "bad-count":
                SendAltered(Refuse(documentId, RefusalReason.NotADocument, "x"), payload => payload[ReplyId + 1] = 0x7F);
                Hang();
                break;
            case "links":
                return Say(documentId, text) with
                {
                    Links = [.. Enumerable.Range(0, int.Parse(argument, null)).Select(i => new ParsedLink($"http://a.test/{i}", LinkSource.Anchor, 0))],
                };
            case "refuse":
                return Refuse(documentId, Enum.Parse<RefusalReason>(argument), "because \u001b[2J of this");
            case "deaf":
                input.Dispose();
                Hang();
                break;
            case "mute":
                CloseOutput();
                Hang();
                break;
            case "grandchild":
                StartGrandchild(argument);
                Environment.Exit(0);
                break;
            case "leak":
                Leak(1024 * 1024);
                break;
            case "unanswered":
                return Say(documentId, $"{_unanswered}");
            case "served":
                return Say(documentId, $"{_served}");
            case "surroundings":
                return Say(documentId, Surroundings());
            case "connect":
                return Say(documentId, Connect(int.Parse(argument, null)));
            case "try":
                return Say(documentId, Escapes.Try(argument));
            case "try-on-new-thread":
                return Say(documentId, Escapes.TryOnNewThread(argument));
            default:
                break;
        }

        return Say(documentId, text);
    }

    /// <summary>Hears that all was answered.</summary>
    public void NoteAnswers() => _unanswered = 0;

    public static ParseReply.Parsed Say(long documentId, string title) => new() { DocumentId = documentId, Charset = "UTF-8", Title = title };

    public static ParseReply.Refused Refuse(long documentId, RefusalReason reason, string detail) =>
        new() { DocumentId = documentId, Reason = reason, Detail = detail };

    public static void Hang()
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    /// <summary>The argument is a file and a deed: the deed is done by whoever does not find the file.</summary>
    private ParseReply DoOnce(long documentId, string argument)
    {
        var (mark, deed) = argument.Split(' ', 2) is [var first, var second] ? (first, second) : throw new ArgumentException(argument);
        if (File.Exists(mark))
        {
            return Say(documentId, "recovered");
        }

        File.WriteAllText(mark, "");
        return Do(documentId, deed);
    }

    private static void Allocate()
    {
        var kept = new List<byte[]>();
        while (true)
        {
            kept.Add(new byte[1024 * 1024]);
        }
    }

    private static void Flood(Stream stream)
    {
        var rubbish = new byte[64 * 1024];
        rubbish.AsSpan().Fill((byte)'x');
        for (var written = 0L; written < 1L << 30; written += rubbish.Length)
        {
            stream.Write(rubbish);
        }

        Hang();
    }

    /// <summary>The runtime has duplicated the descriptor: all must go before the parent sees the end.</summary>
    private static void CloseOutput()
    {
        var pipe = new FileInfo("/proc/self/fd/1").LinkTarget;
        foreach (var descriptor in Directory.GetFiles("/proc/self/fd").Where(path => new FileInfo(path).LinkTarget == pipe))
        {
            _ = Libc.Close(int.Parse(Path.GetFileName(descriptor), null));
        }
    }

    /// <summary>A process that inherits the pipes and outlives its parent; its id is left in a file.</summary>
    private static void StartGrandchild(string path)
    {
        using var grandchild = Process.Start("/bin/sleep", "300");
        File.WriteAllText(path + ".new", $"{grandchild.Id}");
        File.Move(path + ".new", path);
    }

    private static string Surroundings()
    {
        var names = Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal);
        return $"{string.Join(' ', names)}|{Directory.GetFileSystemEntries("/proc/self/cwd").Length}";
    }

    private static string Connect(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", port);
            return "connected";
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode.ToString();
        }
    }

    private void Leak(int bytes)
    {
        var block = Marshal.AllocHGlobal(bytes);
        _leaked.Add(block);
        for (var i = 0; i < bytes; i += 4096)
        {
            Marshal.WriteByte(block, i, 1);
        }
    }

    private void Send(ParseReply reply) => SendAltered(reply, _ => { });

    private void SendAltered(ParseReply reply, Action<byte[]> alter)
    {
        using var writer = new FrameWriter();
        reply.WriteTo(writer);
        var payload = writer.Written[ParserProtocol.FrameHeaderLength..].ToArray();
        alter(payload);
        output.Write(writer.Written.Span[..ParserProtocol.FrameHeaderLength]);
        output.Write(payload);
    }
}
