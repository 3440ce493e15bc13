using System.Diagnostics;
using System.Text;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests;

/// <summary>The real program over real pipes.</summary>
public sealed class WorkerProcessTests : IDisposable
{
    // Long enough for a busy machine, short beside what the endless page below takes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _worker = Start();

    [Fact]
    public void Worker_AskedForADocument_AnswersAndLeavesAtTheEndOfInput()
    {
        using var input = Conversation.Begin().Ask(42, "<title>Hello</title><a href=/b>");
        Send(input);
        using var replies = new FrameReader(_worker.StandardOutput.BaseStream, ParserProtocol.MaxReplyPayload);

        Assert.Equal(FrameKind.WorkerHello, replies.Read()?.Kind);
        var parsed = Assert.IsType<ParseReply.Parsed>(ParseReply.Read(Assert.NotNull(replies.Read())));
        _worker.StandardInput.Close();

        Assert.Equal((42, "Hello"), (parsed.DocumentId, parsed.Title));
        Assert.Equal("http://a.test/b", Assert.Single(parsed.Links).Url);
        Assert.True(_worker.WaitForExit(Patience));
        Assert.Equal((int)WorkerExitCode.EndOfInput, _worker.ExitCode);
    }

    [Fact]
    public void R8_Worker_WhenTheInputEndsInTheMiddleOfAParse_LeavesWithoutFinishingIt()
    {
        using var input = Conversation.Begin().Ask(1).Ask(2, EndlessPage());
        Send(input);
        using var replies = new FrameReader(_worker.StandardOutput.BaseStream, ParserProtocol.MaxReplyPayload);
        Assert.Equal(FrameKind.WorkerHello, replies.Read()?.Kind);

        // The first reply comes while the second document is being parsed.
        Assert.Equal(1, ParseReply.Read(Assert.NotNull(replies.Read())).DocumentId);

        _worker.StandardInput.Close();

        Assert.True(_worker.WaitForExit(Patience));
        Assert.Equal((int)WorkerExitCode.EndOfInput, _worker.ExitCode);
        Assert.Null(replies.Read());
    }

    /// <summary>As one that got no finalizer thread under <c>ulimit -u</c>: it lived on for minutes after its parent.</summary>
    [Theory]
    [InlineData("", (int)WorkerExitCode.EndOfInput)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", (int)WorkerExitCode.MalformedInput)]
    public void R8_Worker_WhoseRuntimeWouldNeverEnd_LeavesAllTheSame(string input, int expected)
    {
        using var worker = Start(("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location));
        using var replies = new FrameReader(worker.StandardOutput.BaseStream, ParserProtocol.MaxReplyPayload);
        Assert.Equal(FrameKind.WorkerHello, replies.Read()?.Kind);

        worker.StandardInput.Write(input);
        worker.StandardInput.Close();

        var hasLeft = worker.WaitForExit(Patience);
        worker.Kill();
        Assert.True(hasLeft);
        Assert.Equal(expected, worker.ExitCode);
    }

    /// <summary>In a control group that was too small for all, the kernel took the crawler, which is the largest of them.</summary>
    [Fact]
    public void R8_Worker_WhenMemoryRunsOut_IsTakenBeforeItsParent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux can be told whom to take.");
        using var replies = new FrameReader(_worker.StandardOutput.BaseStream, ParserProtocol.MaxReplyPayload);
        Assert.Equal(FrameKind.WorkerHello, replies.Read()?.Kind);

        Assert.Equal("1000", File.ReadAllText($"/proc/{_worker.Id}/oom_score_adj").Trim());
    }

    [Fact]
    public void Worker_SentGarbage_LeavesWithALineOnStandardError()
    {
        _worker.StandardInput.BaseStream.Write("GET / HTTP/1.1\r\n\r\n"u8);
        _worker.StandardInput.Close();

        Assert.True(_worker.WaitForExit(Patience));
        Assert.Equal((int)WorkerExitCode.MalformedInput, _worker.ExitCode);
        Assert.Contains("frame", _worker.StandardError.ReadToEnd(), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        if (!_worker.HasExited)
        {
            _worker.Kill();
            _worker.WaitForExit();
        }

        _worker.Dispose();
    }

    // Only a tree takes long here, and the template makes sure that one is built.
    private static string EndlessPage() => new StringBuilder("<template></template>").Insert(0, "<div>", 200_000).ToString();

    private static Process Start(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "asynccrawler-parser-worker"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // As the pool does it; otherwise the debugger's pipes stay behind in /tmp, since a confined worker can remove no file.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
    }

    private void Send(FrameWriter frames)
    {
        _worker.StandardInput.BaseStream.Write(frames.Written.Span);
        _worker.StandardInput.BaseStream.Flush();
    }
}
