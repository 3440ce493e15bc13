using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class AsciiWhitespaceTests
{
    private const int Seed = 20261127;

    [Fact]
    public void Collapse_OfAnyText_IsItsWordsWithASpaceBetweenCutBehindTheLimit()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string(random.GetItems("ab\t\n\f\r \u00A0\v".AsSpan(), random.Next(0, i % 10 == 0 ? 1_500 : 30)));
            var expected = string.Join(' ', text.Split(['\t', '\n', '\f', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
            var limit = random.Next(0, 40);

            Assert.Equal(expected, AsciiWhitespace.Collapse(text, int.MaxValue - 1));
            Assert.Equal(expected[..Math.Min(expected.Length, limit + 1)], AsciiWhitespace.Collapse(text, limit));
        }
    }
}
