using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Politeness;

/// <summary>B01: verdicts of others on the same files. Where they differ from RFC 9309, the standard wins and the case stands below with its reason.</summary>
public sealed class RobotsCorpusTests
{
    private const string SameOctets = "RFC 9309 §2.2.2: both are percent-encoded before they are compared. Google leaves that to its caller, and our URLs are encoded.";

    private static readonly Dictionary<(string Test, string Agent, string Url), string> Exceptions = new()
    {
        [("GoogleOnly_AcceptUserAgentUpToFirstSpace", "Foo Bar", "http://foo.bar/x/y")] = "The agent is no product token; ours is the token at its begin, as for a whole User-Agent field.",
        [("GoogleOnly_IndexHTMLisDirectory", "foobot", "http://foo.com/allowed-slash/")] = "Beyond the standard: /index.html stands for nothing but itself.",
        [("ID_Encoding", "FooBot", "http://foo.bar/foo/bar/ツ")] = SameOctets,
        [("ID_Encoding", "FooBot", "http://foo.bar/foo/bar/baz")] = SameOctets,
        [("testHtmlMarkupInRobotsTxt", "bogusbot", "http://www.domain.com/index.html")] = "RFC 9309 §2.2.1: '*<BR>' is neither a product token nor '*'.",
    };

    /// <summary>RFC 9309 §2.2.4: other records must not interfere, so a Crawl-delay between two user-agent lines does not part them. Both oracles part them; Google and crawler-commons do not.</summary>
    private static readonly string[] DelaysBetweenAgents =
    [
        "www.betterhealth.vic.gov.au", "www.carters.com", "www.fanatics.com", "www.jove.com", "www.khaleejtimes.com", "www.sacbee.com", "www.wsbtv.com",
    ];

    [Theory]
    [InlineData("robots-google")]
    [InlineData("robots-crawlercommons")]
    public void B01_VerdictsOfOtherParsers_AreOurs(string corpus)
    {
        var folder = Corpora.Require(corpus);
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        var differences = new List<string>();
        var checks = 0;
        foreach (var document in cases.RootElement.GetProperty("documents").EnumerateArray())
        {
            var robots = Encoding.UTF8.GetBytes(document.GetProperty("robots").GetString() ?? "");
            foreach (var check in document.GetProperty("checks").EnumerateArray())
            {
                var (test, agent, url) = (Text(check, "test"), Text(check, "agent"), Text(check, "url"));
                checks++;
                if (!CrawlUrl.TryParse(url, out var parsed))
                {
                    // An empty URL is none.
                    Assert.Equal("", url);
                    continue;
                }

                if (RobotsTxtParser.Parse(robots, agent).Decide(parsed).IsAllowed != check.GetProperty("allowed").GetBoolean() && !Exceptions.ContainsKey((test, agent, url)))
                {
                    differences.Add($"{test}: {agent} {url[..Math.Min(url.Length, 100)]}");
                }
            }
        }

        Assert.True(checks >= 85);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void B01_RealFiles_AreReadAsTwoOtherParsersReadThem()
    {
        var folder = Corpora.Require("robots-real");
        using var verdicts = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "oracle-verdicts.jsonl.gz")), CompressionMode.Decompress));
        var rules = new Dictionary<(string File, string Agent), RobotsRules>();
        var differences = new List<string>();
        var checks = 0;
        while (verdicts.ReadLine() is { } line)
        {
            using var verdict = JsonDocument.Parse(line);
            var (file, agent, url) = (Text(verdict.RootElement, "file"), Text(verdict.RootElement, "agent"), Text(verdict.RootElement, "url"));
            if (!rules.TryGetValue((file, agent), out var read))
            {
                read = RobotsTxtParser.Parse(File.ReadAllBytes(Path.Combine(folder, "files", file)), agent);
                rules.Add((file, agent), read);
            }

            Assert.True(CrawlUrl.TryParse(url, out var parsed), url);
            checks++;
            if (read.Decide(parsed).IsAllowed != verdict.RootElement.GetProperty("allowed").GetBoolean())
            {
                differences.Add($"{file}: {agent} {url}");
            }
        }

        Assert.True(checks > 27_000);
        Assert.True(differences.Count < 200, $"{differences.Count} exceptions: are they still what they are said to be?");
        differences.RemoveAll(IsException);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void S14_B02_TheLongestRealFile_IsAWebPageAndForbidsNothing()
    {
        var file = File.ReadAllBytes(Path.Combine(Corpora.Require("robots-real"), "files", "www.hermes.com.robots.txt"));

        var rules = RobotsTxtParser.Parse(file, "ExampleBot");

        Assert.True(file.Length > 1_300_000);
        Assert.True(rules.IsTruncated);
        Assert.Equal(0, rules.Count);
    }

    [Fact]
    public void Standard_LinesAndDirectives_AreCountedAsGoogleCountsThem()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("robots-google/line-and-directive-counts.json")));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var reader = new RobotsLineReader(one.GetProperty("robots_base64").GetBytesFromBase64());
            var (valid, unknown) = (0, 0);
            while (reader.Read())
            {
                var field = RobotsLine.Read(reader.Line, out _);
                valid += field is RobotsField.None or RobotsField.Unknown ? 0 : 1;
                unknown += field is RobotsField.Unknown ? 1 : 0;
            }

            var counted = Text(one, "field") switch
            {
                "valid_directives" => valid,
                "unknown_directives" => unknown,
                _ => reader.Number,
            };
            Assert.Equal(one.GetProperty("value").GetInt32(), counted);
        }
    }

    [Fact]
    public void Standard_Patterns_AreWrittenAsGoogleWritesThem()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("robots-google/pattern-escape.json")));
        Assert.All(cases.RootElement.EnumerateArray(), one => Assert.Equal(Text(one, "escaped"), RobotsPathText.Of(Encoding.UTF8.GetBytes(Text(one, "pattern")))));
    }

    [Fact]
    public void Standard_ProductTokens_AreThoseThatGoogleFindsValid()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("robots-google/agent-token-validity.json")));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var agent = Text(one, "agent");
            Assert.Equal(one.GetProperty("valid").GetBoolean(), agent.Length > 0 && ProductToken.Of(agent) == agent);
        }
    }

    private static bool IsException(string difference) =>
        DelaysBetweenAgents.Any(site => difference.StartsWith(site, StringComparison.Ordinal))

        // The standard compares path and query; both oracles drop an empty query with its question mark.
        || difference.EndsWith('?')

        // RFC 9309 §2.2.2: always allowed, whatever it says of itself.
        || difference.EndsWith("/robots.txt", StringComparison.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
