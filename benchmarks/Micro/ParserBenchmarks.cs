using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Benchmarks.Parsers;
using AsyncCrawler.Parsing;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>What a page costs to parse, by its size: by tokens and by tree in this process, and by tokens in a child there and back.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the clean-up.")]
public class ParserBenchmarks
{
    // So many that what measures the run from outside is lost among them.
    private const int Pages = 200;

    private readonly InProcess _parser = new(threads: 1);
    private readonly PoolUnderTest _pool = new([]);
    private byte[][] _pages = [];

    /// <summary>Kilobytes of a page; 0 is the mix of 5, 20, 50 and 250.</summary>
    [Params(5, 20, 50, 250, 0)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        int[] mix = Kilobytes == 0 ? [5, 20, 50, 250] : [Kilobytes];
        _pages = [.. Enumerable.Range(0, Pages).Select(seed => SamplePages.Make(mix[seed % mix.Length] * 1_000, seed))];
        await _pool.StartAsync();
    }

    [GlobalCleanup]
    public async Task EndAsync() => await _pool.DisposeAsync();

    [Benchmark(Baseline = true, OperationsPerInvoke = Pages)]
    public double Tokens() => _parser.Run(_pages, [], Pages).CpuSeconds;

    [Benchmark(OperationsPerInvoke = Pages)]
    public double Tree() => _parser.Run(_pages, InProcess.TreeFields, Pages).CpuSeconds;

    [Benchmark(OperationsPerInvoke = Pages)]
    public async Task<double> RoundTripToAChild() => (await _pool.RunAsync(_pages, Pages, static _ => true)).CpuSeconds;
}
