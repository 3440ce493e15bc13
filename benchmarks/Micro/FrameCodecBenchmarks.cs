using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>What one page costs at the wall: a 29 KB request written and read, and a reply of 50 links written and read.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the clean-up.")]
public class FrameCodecBenchmarks
{
    private readonly FrameWriter _writer = new();
    private readonly ParseRequest _request = new() { DocumentId = 1, Kind = DocumentKind.Html, Url = "http://site.test/page/1.html", ContentType = "text/html", Body = new byte[29_000] };
    private readonly ParseReply.Parsed _reply = new()
    {
        DocumentId = 1,
        Charset = "UTF-8",
        Title = "A page of the usual length",
        Links = [.. Enumerable.Range(0, 50).Select(i => new ParsedLink($"http://site.test/section-{i % 7}/page-{i}.html", LinkSource.Anchor, LinkRelations.None))],
    };

    [GlobalCleanup]
    public void ReturnBuffer() => _writer.Dispose();

    [Benchmark]
    public int Request()
    {
        _writer.Clear();
        _request.WriteTo(_writer);
        return ParseRequest.Read(_writer.Written[ParserProtocol.FrameHeaderLength..]).Body.Length;
    }

    [Benchmark]
    public int Reply()
    {
        _writer.Clear();
        _reply.WriteTo(_writer);
        var frame = new Frame(FrameKind.Parsed, _writer.Written[ParserProtocol.FrameHeaderLength..]);
        return ((ParseReply.Parsed)ParseReply.Read(frame)).Links.Count;
    }
}
