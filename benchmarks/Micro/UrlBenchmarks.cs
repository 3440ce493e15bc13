using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.Urls;
using BenchmarkDotNet.Attributes;

namespace AsyncCrawler.Benchmarks.Micro;

/// <summary>What one link costs: resolved in the child, parsed and fingerprinted in the parent; System.Uri beside it.</summary>
[MemoryDiagnoser]
public class UrlBenchmarks
{
    private readonly string _absolute = "http://site.test/section-7/page-123.html?sort=asc";
    private readonly byte[] _absoluteBytes = "http://site.test/section-7/page-123.html?sort=asc"u8.ToArray();
    private readonly Uri _baseUri = new("http://site.test/section-1/index.html");
    private readonly CrawlUrl _base = Parse("http://site.test/section-1/index.html");
    private readonly string _absoluteWithPort = "http://127.0.0.1:8080/section-7/page-123.html?sort=asc";
    private readonly RecentUrls _recent = new();

    [Benchmark(Baseline = true)]
    public string SystemUri() => new Uri(_baseUri, "../section-7/page-123.html?sort=asc").AbsoluteUri;

    [Benchmark]
    public string Relative() => WhatwgUrl.TryParse("../section-7/page-123.html?sort=asc", _base.Parts, null, out var url) ? url.Href : "";

    [Benchmark]
    public string RootRelative() => WhatwgUrl.TryParse("/section-7/page-123.html", _base.Parts, null, out var url) ? url.Href : "";

    [Benchmark]
    public CrawlUrl AbsoluteInTheParent() => Parse(_absolute);

    [Benchmark]
    public CrawlUrl AbsoluteWithAddressAndPort() => Parse(_absoluteWithPort);

    [Benchmark]
    public CrawlUrl SeenOnThePageBefore() => _recent.TryParse(_absoluteBytes, _base, out var url) ? url : _base;

    // A URL computes its fingerprint once, so this is the price of both, and the difference to the one above that of a fingerprint.
    [Benchmark]
    public UrlFingerprint ParsedAndFingerprinted() => UrlFingerprint.Of(Parse(_absolute));

    private static CrawlUrl Parse(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException(text, nameof(text));
}
