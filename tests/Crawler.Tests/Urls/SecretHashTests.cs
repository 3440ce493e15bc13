using System.Text;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Urls;

public sealed class SecretHashTests
{
    private readonly SecretHash _hash = new();

    [Fact]
    public void Of_TheSameText_IsTheSame() => Assert.Equal(Of("http://a.test/x"), Of("http://a.test/x"));

    [Fact]
    public void Of_TheSameTextInTwoHashes_Differs() => Assert.NotEqual(Of("http://a.test/x"), new SecretHash().Of(0, "http://a.test/x"u8));

    [Theory]
    [InlineData("/x")]
    [InlineData("/longer/than/one/word/of/the/machine")]
    public void Of_OneTextInTwoContexts_Differs(string text) => Assert.NotEqual(_hash.Of(1, Bytes(text)), _hash.Of(2, Bytes(text)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(5_000)]
    public void Of_TextsOfALength_DependsOnEachByteAndOnTheLength(int length)
    {
        var text = new byte[length];
        var hashes = new HashSet<ulong> { _hash.Of(0, text), _hash.Of(1, text), _hash.Of(0, new byte[length - 1]), _hash.Of(0, new byte[length + 1]) };
        for (var i = 0; i < length; i++)
        {
            text[i] = 1;
            hashes.Add(_hash.Of(0, text));
            text[i] = 0;
        }

        Assert.Equal(length + 4, hashes.Count);
    }

    [Fact]
    public void Of_ManyLikeTexts_SpreadsThemEvenly()
    {
        const int Slots = 256;
        var counts = new int[Slots];
        for (var i = 0; i < 100 * Slots; i++)
        {
            counts[Of($"http://a.test/section/{i}") % Slots]++;
        }

        // Ten standard deviations from the hundred that is the mean.
        Assert.All(counts, count => Assert.InRange(count, 1, 200));
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private ulong Of(string text) => _hash.Of(0, Bytes(text));
}
