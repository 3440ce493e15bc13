using System.Text;
using System.Text.Json;
using AsyncCrawler.ParserWorkers.Html;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class SourceSetTests
{
    [Theory]
    [InlineData("a.png, b.png 2x", "a.png b.png")]
    [InlineData("a.png 100w, b.png 200w 50h", "a.png b.png")]
    [InlineData("a,b,c.png 1x", "a,b,c.png")]
    [InlineData("a.png,b.png", "a.png,b.png")]
    [InlineData("a.png, ", "a.png")]
    [InlineData("a.png 1x (x, y), b.png", "b.png")]
    [InlineData("a 1x 2x, b 1w 1x, c 5h, d 0w, e -1x, f +1x, g 1.x, h .5x, i 1e3x", "h i")]
    [InlineData("", "")]
    public void Standard_Html4_8_4_3_10(string value, string expected) => Assert.Equal(expected, string.Join(' ', Read(value)));

    [Fact]
    public void H10_OfTheWebPlatformCases_FindsTheCandidateThatABrowserChooses()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("srcset-wpt/cases.json")));
        var differences = new List<string>();
        foreach (var test in cases.RootElement.EnumerateArray())
        {
            var srcset = test.GetProperty("srcset").GetString() ?? string.Empty;
            var expected = test.GetProperty("expected").GetString() ?? string.Empty;
            var found = Read(srcset);

            // The cases name the one candidate that is shown; an empty name says that all are invalid.
            if (expected.Length == 0 ? found.Count > 0 : !found.Contains(expected))
            {
                differences.Add($"{test}: found [{string.Join("], [", found)}]");
            }
        }

        Assert.True(cases.RootElement.GetArrayLength() > 0);
        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(20))}");
    }

    [Fact]
    public void H10_OfTenThousandCandidates_FindsThemAll() =>
        Assert.Equal(10_000, Read(string.Join(", ", Enumerable.Range(0, 10_000).Select(number => $"/{number}.png {number + 1}w"))).Count);

    [Fact]
    public void H10_OfOneEndlessCandidate_FindsOne() => Assert.Single(Read(new StringBuilder().Append('a', 5_000_000).Append(" 1x").ToString()));

    private static List<string> Read(string value)
    {
        var set = new SourceSet(value);
        var found = new List<string>();
        while (set.MoveNext())
        {
            found.Add(set.Current.ToString());
        }

        return found;
    }
}
