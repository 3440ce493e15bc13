using System.Globalization;
using System.Text;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// What parsing costs in one process, without replies and without anybody who waits for them: for <c>asynccrawler bench</c>, and
/// never in a crawl. Standard input brings a hello and sample pages in the frames of the protocol.
/// </summary>
/// <param name="streams">Brings the pages, and takes how many were parsed.</param>
/// <param name="makeParser">Makes a parser for each thread.</param>
internal sealed class ParsingMeasurement(StandardStreams streams, Func<DocumentLimits, IDocumentParser> makeParser)
{
    /// <summary>The first argument that asks for it; the number of pages and that of threads follow.</summary>
    public const string Verb = "measure";

    /// <summary>Reads all samples, and then parses them, from the beginning again when they are used up.</summary>
    /// <param name="pages">How many pages to parse.</param>
    /// <param name="threads">Threads that share them.</param>
    /// <returns>How it ended.</returns>
    public WorkerExitCode Run(int pages, int threads)
    {
        try
        {
            var (limits, samples) = ReadSamples();
            var parsed = 0;

            // Threads of their own, one for each child of the pool that this is held against: a pool's threads would share out the work at will.
            Thread[] workers = [.. Enumerable.Range(0, threads).Select(first => new Thread(() => Interlocked.Add(ref parsed, Parse(makeParser(limits), samples, first, pages, threads))))];
            Array.ForEach(workers, static worker => worker.Start());
            Array.ForEach(workers, static worker => worker.Join());
            streams.Output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{parsed}\n")));
            return WorkerExitCode.EndOfInput;
        }
        catch (ProtocolViolationException error)
        {
            streams.Log.WriteLine(error.Message);
            return WorkerExitCode.MalformedInput;
        }
    }

    private static int Parse(IDocumentParser parser, IReadOnlyList<ParseRequest> samples, int first, int pages, int threads)
    {
        var parsed = 0;
        for (var page = first; page < pages; page += threads)
        {
            parsed += parser.Parse(samples[page % samples.Count]) is ParseReply.Parsed ? 1 : 0;
        }

        return parsed;
    }

    private (DocumentLimits Limits, IReadOnlyList<ParseRequest> Samples) ReadSamples()
    {
        using var frames = new FrameReader(streams.Input, ParserProtocol.MaxRequestPayload);
        var hello = frames.Read() is { Kind: FrameKind.CrawlerHello } first ? CrawlerHello.Read(first.Payload) : null;
        var samples = new List<ParseRequest>();
        while (frames.Read() is { } frame)
        {
            // Kept, so never given back.
            samples.Add(PendingRequest.Copy(frame).Request);
        }

        return hello is { ProtocolVersion: ParserProtocol.Version } && samples.Count > 0
            ? (hello.Limits, samples)
            : throw new ProtocolViolationException($"A measurement wants a hello of protocol {ParserProtocol.Version} and at least one page.");
    }
}
