using System.Diagnostics;
using System.Globalization;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Parses in one process of a worker program, which has a measurement of its own for that: without replies, and without anybody who waits for them.</summary>
/// <param name="worker">The program.</param>
/// <param name="threads">Threads that parse at once: see <see cref="InProcess"/>.</param>
internal sealed class WorkerAlone(string worker, int threads)
{
    /// <summary>Parses pages in a process that ends with that.</summary>
    /// <param name="pages">The pages; taken from the beginning again when they are used up.</param>
    /// <param name="fields">The fields; none lets the tokens suffice.</param>
    /// <param name="count">How many pages to parse.</param>
    /// <returns>What it cost, without the start and the reading of the pages.</returns>
    public ParserCost Run(IReadOnlyList<byte[]> pages, IReadOnlyList<FieldRule> fields, int count)
    {
        using var samples = new FrameWriter();
        new CrawlerHello { ProtocolVersion = ParserProtocol.Version, Limits = new DocumentLimits() }.WriteTo(samples);
        for (var i = 0; i < pages.Count; i++)
        {
            InProcess.Request(i, pages[i], fields).WriteTo(samples);
        }

        var start = CpuSecondsOf(0, samples.Written.Span);
        return new ParserCost { Pages = count, CpuSeconds = CpuSecondsOf(count, samples.Written.Span) - start, AllocatedBytes = 0 };
    }

    private double CpuSecondsOf(int count, ReadOnlySpan<byte> samples)
    {
        var before = ProcessTree.OfEnded();
        string[] arguments = ["measure", count.ToString(CultureInfo.InvariantCulture), threads.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(worker, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // As the pool has its children collect.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCgen0size"] = "2000000";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{worker} did not start.");
        process.StandardInput.BaseStream.Write(samples);
        process.StandardInput.Close();
        var parsed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return parsed.TrimEnd() == arguments[1]
            ? ProcessTree.OfEnded() - before
            : throw new InvalidOperationException($"{worker} parsed '{parsed}' of {count} pages and ended with {process.ExitCode}.");
    }
}
