using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>Every micro-benchmark in a short job, as one report in Markdown; five minutes.</summary>
internal static class MicroReport
{
    private const string Fence = "```";

    private static readonly Type[] Benchmarks =
    [
        typeof(UrlBenchmarks), typeof(RobotsBenchmarks), typeof(FrameCodecBenchmarks), typeof(FrontierStoreBenchmarks), typeof(ParserBenchmarks),
    ];

    /// <summary>Runs them in this process, where the parsers' program lies beside it.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="progress">Where everything else goes that is said meanwhile.</param>
    public static void Write(TextWriter output, Stream progress)
    {
        using var said = new StreamLogger(new StreamWriter(progress, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(said);
        output.WriteLine("""
            # The prices of single steps

            `dotnet run -c Release --project benchmarks -- micro > benchmarks/results/micro.md`

            Short jobs of BenchmarkDotNet in one process; compare within one run. What each class measures stands above it in `benchmarks/Micro/`. Kilobytes are
            those of a page, and 0 is the mix of pages of 5, 20, 50 and 250; round trips are of eight pages at once to two children, in wall time. A store's price is
            that of one URL's life: added, leased, completed.
            """);
        var isFirst = true;
        foreach (var summary in BenchmarkRunner.Run(Benchmarks, config))
        {
            var log = new AccumulationLogger();
            MarkdownExporter.GitHub.ExportToLog(summary, log);

            // The machine stands above each table, between fences, and is the same for all.
            var text = log.GetLog();
            var end = text.LastIndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
            output.WriteLine(isFirst ? $"\n{text[..end].Trim()}\n" : "");
            output.WriteLine($"## {summary.BenchmarksCases[0].Descriptor.Type.Name}\n");
            output.WriteLine(text[end..].Trim());
            isFirst = false;
            if (summary.Reports.Any(report => !report.Success) || summary.HasCriticalValidationErrors)
            {
                throw new InvalidOperationException($"{summary.Title}: not every benchmark ran; see standard error.");
            }
        }
    }
}
