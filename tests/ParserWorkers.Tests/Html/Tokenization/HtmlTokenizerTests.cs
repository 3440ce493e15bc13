using System.Text;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

public sealed class HtmlTokenizerTests
{
    [Fact]
    public void Standard_OfEveryHtml5LibTest_FindsItsTokens()
    {
        var differences = new List<string>();
        var (count, impossible) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(Corpora.Require("html5lib/tokenizer"), "*.test").Order(StringComparer.Ordinal))
        {
            foreach (var test in Html5LibTokenTest.ReadFile(file))
            {
                if (HasLoneSurrogate(test.Input))
                {
                    // No decoder makes half of a surrogate pair, so no page has one.
                    impossible++;
                    continue;
                }

                foreach (var mode in test.Modes)
                {
                    count++;
                    var tokens = TokenLog.Read(Encoding.UTF8.GetBytes(test.Input), mode, test.LastStartTag);
                    if (!tokens.SequenceEqual(test.Output))
                    {
                        differences.Add($"{Path.GetFileName(file)}, {test.Description}, {mode}:\n   {string.Join(" | ", test.Output)}\n   {string.Join(" | ", tokens)}");
                    }
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.Take(20))}");
        Assert.True(count > 4_000);
        Assert.Equal(2, impossible);
    }

    private static bool HasLoneSurrogate(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
