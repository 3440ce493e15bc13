using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>U01: every parsing case of the web platform tests, with no exception.</summary>
public sealed class UrlStandardCorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("urltestdata.json", 500)]
    [InlineData("urltestdata-javascript-only.json", 1)]
    [InlineData("ada_extra_urltestdata.json", 10)]
    [InlineData("ada_long_urltestdata.json", 1)]
    public void U01_EachParsingCase_GivesTheSameComponents(string file, int least)
    {
        var cases = UrlCorpus.Read(file);
        Report(cases.Count, least, [.. cases.Select(Difference).OfType<string>()]);
    }

    [Theory]
    [InlineData("toascii.json", 50)]
    [InlineData("IdnaTestV2.json", 1600)]
    public void U01_EachDomainCase_GivesTheSameAsciiHost(string file, int least)
    {
        var cases = UrlCorpus.Read(file);
        Report(cases.Count, least, [.. cases.Select(HostDifference).OfType<string>()]);
    }

    [Fact]
    public void U01_EachQueryEncodingCase_GivesTheSameBytes()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("url-wpt/percent-encoding.json")));
        var cases = document.RootElement.EnumerateArray()
            .SelectMany(test => test.GetProperty("output").EnumerateObject().Select(member => (
                Input: test.GetProperty("input").GetString(),
                Encoding: member.Name,
                Expected: member.Value.GetString())))
            .ToList();

        var differences = new List<string>();
        foreach (var (input, encoding, expected) in cases)
        {
            var isParsed = WhatwgUrl.TryParse("http://a.test/?" + input, null, EncodingOf(encoding), out var url);
            if (!isParsed || url?.Query != expected)
            {
                differences.Add($"{input} in {encoding}: {url?.Query} instead of {expected}");
            }
        }

        Report(cases.Count, 10, differences);
    }

    /// <summary>"euc-kr" of the Encoding standard is windows-949, which .NET knows under another name.</summary>
    private static Encoding EncodingOf(string label) => label == "euc-kr" ? Encoding.GetEncoding(949) : Encoding.GetEncoding(label);

    private static string? Difference(Dictionary<string, string?> test)
    {
        WhatwgUrl? baseUrl = null;
        if (test.GetValueOrDefault("base") is { } text && !WhatwgUrl.TryParse(text, out baseUrl))
        {
            return test.ContainsKey("failure") ? null : $"the base {text} did not parse";
        }

        var name = $"{test["input"]} against {test.GetValueOrDefault("base")}";
        if (!WhatwgUrl.TryParse(test["input"], baseUrl, null, out var url))
        {
            return test.ContainsKey("failure") ? null : name + ": failure";
        }

        if (test.ContainsKey("failure"))
        {
            return $"{name}: {url} instead of failure";
        }

        var port = url.Port?.ToString(CultureInfo.InvariantCulture) ?? "";
        (string Member, string Actual)[] actual =
        [
            ("href", url.Href),
            ("protocol", url.Scheme + ":"),
            ("username", url.Username),
            ("password", url.Password),
            ("hostname", url.Host ?? ""),
            ("host", (url.Host ?? "") + (port.Length > 0 ? ":" + port : "")),
            ("port", port),
            ("pathname", url.Path),
            ("search", url.Query is { Length: > 0 } query ? "?" + query : ""),
            ("hash", url.Fragment is { Length: > 0 } fragment ? "#" + fragment : ""),
            ("origin", url.Origin ?? "null"),
        ];
        var wrong = actual.Where(part => test.TryGetValue(part.Member, out var expected) && expected != part.Actual).ToList();
        return wrong.Count == 0
            ? null
            : $"{name}: " + string.Join(", ", wrong.Select(part => $"{part.Member} {part.Actual} instead of {test[part.Member]}"));
    }

    private static string? HostDifference(Dictionary<string, string?> test)
    {
        // The web platform test's own step: what would end the host goes in percent-encoded.
        var host = test["input"] ?? "";
        foreach (var c in ":/?#\\")
        {
            host = host.Replace(c.ToString(), Uri.HexEscape(c), StringComparison.Ordinal);
        }

        var actual = WhatwgUrl.TryParse($"https://{host}/x", out var url) ? url.Host : null;
        return actual == test["output"] ? null : $"{test["input"]} ({test.GetValueOrDefault("comment")}): {actual ?? "failure"} instead of {test["output"] ?? "failure"}";
    }

    private void Report(int count, int least, List<string> differences)
    {
        output.WriteLine($"{count - differences.Count} of {count} cases");
        Assert.True(count >= least, $"only {count} cases were read");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(50)));
    }
}
