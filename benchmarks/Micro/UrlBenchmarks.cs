using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.Urls;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>What one link costs: resolved in the child, parsed and fingerprinted in the parent; System.Uri beside it.</summary>
[MemoryDiagnoser]
public class UrlBenchmarks
{
    private readonly string _absolute = "http://site.test/section-7/page-123.html?sort=asc";
    private readonly Uri _baseUri = new("http://site.test/section-1/index.html");
    private readonly CrawlUrl _base = Parse("http://site.test/section-1/index.html");
    private readonly CrawlUrl _url = Parse("http://site.test/section-7/page-123.html?sort=asc");

    [Benchmark(Baseline = true)]
    public string SystemUri() => new Uri(_baseUri, "../section-7/page-123.html?sort=asc").AbsoluteUri;

    [Benchmark]
    public string Relative() => WhatwgUrl.TryParse("../section-7/page-123.html?sort=asc", _base.Parts, null, out var url) ? url.Href : "";

    [Benchmark]
    public string RootRelative() => WhatwgUrl.TryParse("/section-7/page-123.html", _base.Parts, null, out var url) ? url.Href : "";

    [Benchmark]
    public CrawlUrl AbsoluteInTheParent() => Parse(_absolute);

    [Benchmark]
    public UrlFingerprint Fingerprint() => UrlFingerprint.Of(_url);

    private static CrawlUrl Parse(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException(text, nameof(text));
}
