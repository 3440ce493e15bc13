using System.Text;
using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>What robots.txt costs: read once for each host, then asked for each URL that is leased.</summary>
[MemoryDiagnoser]
public class RobotsBenchmarks
{
    private const int Rules = 40;

    private readonly byte[] _text = Encoding.UTF8.GetBytes(
        "User-agent: *\n" + string.Concat(Enumerable.Range(0, Rules).Select(i => $"Disallow: /private-{i}/*/edit$\nAllow: /private-{i}/open\n")));

    private readonly RobotsRules _rules;
    private readonly CrawlUrl _plain = Parse("http://site.test/section-7/page-123.html?sort=asc");
    private readonly CrawlUrl _encoded = Parse("http://site.test/section-7/%E9%A1%B5/page-123.html");

    public RobotsBenchmarks() => _rules = Read();

    [Benchmark]
    public RobotsRules Read() => RobotsTxtParser.Parse(_text, "AsyncCrawler");

    [Benchmark(Baseline = true)]
    public bool Decide() => _rules.Decide(_plain).IsAllowed;

    [Benchmark]
    public bool DecideOnAnEncodedPath() => _rules.Decide(_encoded).IsAllowed;

    private static CrawlUrl Parse(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException(text, nameof(text));
}
