using AsyncCrawler.MockSite.Stubs;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.MockSite.Tests.Stubs;

/// <summary>
/// The same mappings under WireMock 3.13.2 or WireMock.Net and under the mock site: clients must not be able to tell them apart.
/// </summary>
public sealed class WireMockComparisonTests
{
    private static readonly string Shipped = Path.Combine(RepositoryRoot.Path, "mock-site");
    private static readonly string Matchers = Path.Combine(AppContext.BaseDirectory, "Stubs", "matchers");

    private static readonly Exchange[] ShippedExchanges =
    [
        new("not-found", "/status/404"), new("gone", "/status/410"), new("server-error", "/status/500"),
        new("unavailable", "/status/503"), new("too-many-requests", "/status/429"), new("too-many-requests", "/status/429", "HEAD"),
        new("redirect-301", "/redirect/301"), new("redirect-302", "/redirect/302"), new("redirect-303", "/redirect/303"),
        new("redirect-307", "/redirect/307"), new("redirect-308", "/redirect/308"),
        new("redirect-chain-1", "/redirect/chain"), new("redirect-chain-2", "/redirect/chain/2"), new("redirect-chain-3", "/redirect/chain/3"),
        new("redirect-loop-there", "/redirect/loop"), new("redirect-loop-back", "/redirect/loop/back"), new("landing", "/landing"),
        new("slow", "/slow"), new("dribble", "/dribble"),
        new("fault-empty", "/fault/empty"), new("fault-malformed-chunk", "/fault/malformed-chunk"),
        new("fault-random-data", "/fault/random-data"), new("fault-reset", "/fault/reset"),
        new("empty-body", "/body/empty"), new("wrong-length", "/body/wrong-length"), new("json", "/body/json"), new("binary", "/body/binary"),
        new("recovers-fails", "/scenario/recovers"), new("recovers-answers", "/scenario/recovers"), new("recovers-answers", "/scenario/recovers"),
        new("priority-general", "/priority/other"), new("priority-special", "/priority/special"),
        new("header-present", "/header") { Headers = [("Accept-Language", "de, en;q=0.5")] },
        new("header-absent", "/header"), new(null, "/header") { Headers = [("Accept-Language", "fr")] },
        new("query", "/query?q=some+words"), new("query", "/query?q=some%20words"), new(null, "/query?q=words&page=2"), new(null, "/query?q=WORDS"),
        new("two-cookies", "/cookies?two"), new(null, "/cookies"),
        new("bobo", "/bobo"), new("jay", "/jay"), new("tom", "/tom"), new(null, "/tom", "POST"), new(null, "/tom", "HEAD"),
        new("feng-bobo", "/feng/bobo"), new("feng-jay", "/feng/jay"), new("feng-tom", "/feng/tom"),
        new("image-bobo", "/img/120x90_0_autohomecar__bobo.jpg"), new("image-jay", "/img/120x90_0_autohomecar__jay.jpg"),
        new("image-tom", "/img/120x90_0_autohomecar__tom.jpg"),
    ];

    private static readonly Exchange[] MatcherExchanges =
    [
        new("single", "/single"), new(null, "/single?x"),
        new("method-get", "/method"), new("method-post", "/method", "POST"), new(null, "/method", "PUT"), new(null, "/method", "HEAD"),
        new("method-any", "/any", "DELETE"), new("method-any", "/any", "OPTIONS"), new("method-missing", "/missing-method", "PATCH"),
        new("url", "/url?a=1&b=2"), new(null, "/url?b=2&a=1"), new(null, "/url"),
        new("url-path", "/url-path"), new("url-path", "/url-path?x=1"), new(null, "/url-path/"), new(null, "/URL-path"),
        new("url-pattern", "/url-pattern/12?x=b"), new(null, "/url-pattern/12?x=bc"), new(null, "/url-pattern/12"), new(null, "/a/url-pattern/12?x=b"),
        new("url-path-pattern", "/url-path-pattern/abc?x"), new(null, "/url-path-pattern/abC"), new(null, "/url-path-pattern/abc/d"),
        new("url-escaped", "/caf%C3%A9"),
        .. Values("equalTo", matching: ["one two"], failing: ["one", "ONE TWO", ""]),
        .. Values("contains", matching: ["one", "no one knows"], failing: ["On", ""]),
        .. Values("matches", matching: ["abc"], failing: ["abcx", "xabc", "ABC", ""]),
        .. Values("doesNotMatch", matching: ["xyz", "abcx", ""], failing: ["abc"]),
        .. Values("absent", matching: [], failing: ["x", ""]),
        .. Values("case", matching: ["one", "ONE"], failing: ["one two", ""]),
        .. Missing("equalTo", answers: false), .. Missing("contains", answers: false), .. Missing("matches", answers: false),
        .. Missing("doesNotMatch", answers: true), .. Missing("absent", answers: true), .. Missing("case", answers: false),
        new("query-equalTo", "/query/equalTo?q=x&q=one+two"), new("query-contains", "/query/contains?q=x&q=one"),
        new("query-matches", "/query/matches?q=ZZ&q=abc"), new("query-doesNotMatch", "/query/doesNotMatch?q=abc&q=xyz"),
        new("query-absent", "/query/absent?Q=x"), new(null, "/query/absent?q"),
        new("query-two", "/query/two?r=42&q=1"), new(null, "/query/two?q=1"), new(null, "/query/two?Q=1&r=2"),
        new("look-ahead", "/look/back"), new(null, "/look/ahead"),
        new("tie-second", "/tie"),
        new("priority-low", "/priority/none"), new("priority-high", "/priority/default"), new("priority-high", "/priority/high"),
        new("status-message", "/message"), new("headers-several", "/headers"), new("no-body", "/no-body"), new("no-content", "/no-content"),
        new("not-modified", "/not-modified"), new("body-text", "/body/text"), new("body-json", "/body/json"), new("body-json-text", "/body/json-text"),
        new("body-base64", "/body/base64"), new("body-file", "/body/file"), new("chunked", "/chunked"), new("exact-length", "/exact"),
        new("short-length", "/short"), new("delay-and-fault", "/late-fault"),
        new("door-any", "/door/any"), new("door-1", "/door"), new("door-any", "/door/any"), new("door-2", "/door"), new("door-3", "/door"),
        new("door-1", "/door"), new("door-jump", "/door", "POST"), new("door-3", "/door"), new("door-1", "/door"),
    ];

    [Fact]
    public Task ShippedStubs_UnderWireMock_AnswerAlike() => CompareAsync(StubServerProcess.StartWireMockAsync, Shipped, ShippedExchanges);

    [Fact]
    public Task Matchers_UnderWireMock_AnswerAlike() => CompareAsync(StubServerProcess.StartWireMockAsync, Matchers, MatcherExchanges);

    [Fact]
    public Task ShippedStubs_UnderWireMockNet_AnswerAlike() => CompareAsync(StubServerProcess.StartWireMockNetAsync, Shipped, ShippedExchanges);

    [Fact]
    public Task Matchers_UnderWireMockNet_AnswerAlike() => CompareAsync(StubServerProcess.StartWireMockNetAsync, Matchers, MatcherExchanges);

    [Fact]
    public void ShippedExchanges_Together_AskEveryShippedStub() => AssertComplete(Shipped, ShippedExchanges, unreachable: []);

    [Fact]
    public void MatcherExchanges_Together_AskEveryMatcher() =>
        AssertComplete(Matchers, MatcherExchanges, unreachable: ["tie-first", "priority-default"]);

    private static async Task CompareAsync(Func<string, Task<StubServerProcess>> startOther, string folder, Exchange[] exchanges)
    {
        await using var other = await startOther(folder);
        await using var site = await Site.OfStubsAsync(folder);
        var stubs = StubFolder.Load(folder).ToDictionary(stub => stub.Name ?? "", stub => stub.Response);

        var differences = new List<string>();
        foreach (var exchange in exchanges.Where(exchange => exchange.Stub is null || !other.LeftOut.Contains(exchange.Stub)))
        {
            var due = exchange.Stub is { } name ? stubs[name] : null;
            var expected = await Observation.OfAsync(exchange, other.Address, due);
            var actual = await Observation.OfAsync(exchange, site.Server.BaseAddress, due);
            if (expected != actual)
            {
                differences.Add($"{exchange}\n--- other\n{expected}--- mock site\n{actual}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static void AssertComplete(string folder, Exchange[] exchanges, string[] unreachable)
    {
        var asked = exchanges.Select(exchange => exchange.Stub).OfType<string>().ToHashSet();

        Assert.Equal(unreachable, StubFolder.Load(folder).Select(stub => stub.Name ?? "").Where(name => !asked.Contains(name)));
    }

    private static IEnumerable<Exchange> Values(string kind, string[] matching, string[] failing) =>
        matching.Concat(failing).SelectMany(value => new Exchange[]
        {
            new(matching.Contains(value) ? "query-" + kind : null, $"/query/{kind}?q={Uri.EscapeDataString(value)}"),
            new(matching.Contains(value) ? "header-" + kind : null, "/header/" + kind) { Headers = [("X-Q", value)] },
        });

    private static Exchange[] Missing(string kind, bool answers) =>
        [new(answers ? "query-" + kind : null, "/query/" + kind), new(answers ? "header-" + kind : null, "/header/" + kind)];
}
