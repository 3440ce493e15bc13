using AsyncCrawler.Politeness;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RobotsPatternTests
{
    private static Gen<string> TextOf(string alphabet) => Gen.Elements(alphabet.ToCharArray()).ArrayOf().Select(characters => "/" + new string(characters));

    [Fact]
    public void Match_OfAnyPattern_IsThatOfAMatcherByTheBook() =>
        Prop.ForAll(TextOf("ab*$").ToArbitrary(), TextOf("ab$").ToArbitrary(), (pattern, path) =>
            new RobotsPattern(pattern).IsMatch(path) == IsMatchByTheBook(pattern, path))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithReplay(20260131, 7));

    [Fact]
    public void B03_ThousandsOfStars_AreNotTriedInEveryCombination()
    {
        var pattern = new RobotsPattern("/" + string.Concat(Enumerable.Repeat("*a", 2_000)) + "*b$");
        var path = "/" + new string('a', 10_000);

        // A matcher that goes back would not come to an end at all; one in quadratic time would take minutes.
        for (var i = 0; i < 1_000; i++)
        {
            Assert.False(pattern.IsMatch(path));
        }

        Assert.True(pattern.IsMatch(path + "b"));
    }

    [Theory]
    [InlineData("/a%2Ab", "/a*b", true)]
    [InlineData("/a%2Ab", "/axb", false)]
    [InlineData("/a%24", "/a$", true)]
    [InlineData("/a%24", "/a", false)]
    [InlineData("/a%2Ab", "/a%2Ab", true)]
    public void Standard_SpecialCharacters_StandForThemselvesWhenEncoded(string pattern, string path, bool isMatch) =>
        Assert.Equal(isMatch, new RobotsPattern(pattern).IsMatch(RobotsPattern.Literal(path)));

    [Theory]
    [InlineData("/%7Ea%7eb", "/~a~b")]
    [InlineData("/%2f%2F", "/%2F%2F")]
    [InlineData("/%", "/%")]
    [InlineData("/%4", "/%4")]
    [InlineData("/ \"<>^`{|}", "/%20%22%3C%3E%5E%60%7B%7C%7D")]
    [InlineData("/:?#[]@!$&'()*+,;=", "/:?#[]@!$&'()*+,;=")]
    public void Standard_Octets_AreWrittenInOneWay(string text, string normal) => Assert.Equal(normal, RobotsPathText.Of(System.Text.Encoding.UTF8.GetBytes(text)));

    // By dynamic programming over all pairs of prefixes: slow, and plainly what RFC 9309 §2.2.3 says.
    private static bool IsMatchByTheBook(string pattern, string path)
    {
        var isAnchored = pattern.EndsWith('$');
        var body = isAnchored ? pattern[..^1] : pattern + "*";
        var row = new bool[path.Length + 1];
        row[0] = true;
        foreach (var character in body)
        {
            var next = new bool[path.Length + 1];
            for (var i = 0; i <= path.Length; i++)
            {
                next[i] = character == '*'
                    ? row[i] || (i > 0 && next[i - 1])
                    : i > 0 && row[i - 1] && path[i - 1] == character;
            }

            row = next;
        }

        return row[path.Length];
    }
}
