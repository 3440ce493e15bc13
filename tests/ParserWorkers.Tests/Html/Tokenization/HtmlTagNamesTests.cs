using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

public sealed class HtmlTagNamesTests
{
    [Fact]
    public void Read_OfEveryKnownName_FindsItInAnyCase() =>
        Assert.All(Enum.GetValues<HtmlTag>().Where(tag => tag != HtmlTag.Other), tag =>
        {
            Assert.Equal(tag, Read(tag.ToString()));
            Assert.Equal(tag, Read(tag.ToString().ToUpperInvariant()));
            Assert.Equal(HtmlTag.Other, Read(tag + "x"));
            Assert.Equal(HtmlTag.Other, Read("x" + tag));
        });

    [Theory]
    [InlineData("plaintexx", "has the number of plaintext")]
    [InlineData("foreignobjecx", "has the number of foreignobject")]
    [InlineData("h\u0011", "is h1 but for the bit that makes letters small")]
    [InlineData("\u0041\u0000", "begins like a")]
    [InlineData("p\u0001", "begins like p")]
    [InlineData("p\u00E4", "begins like p")]
    public void Read_OfANameThatIsLikeAKnownOne_IsNotMisled(string name, string why) => Assert.True(Read(name) == HtmlTag.Other, why);

    [Fact]
    public void Read_OfANameOfAnyLength_EndsWhereTheStandardEndsIt()
    {
        for (var length = 1; length < 50; length++)
        {
            foreach (var end in "\t\n\f\r />")
            {
                var page = Encoding.ASCII.GetBytes($"<{new string('x', length)}{end}{new string('y', length)}>");
                HtmlTagNames.Read(page, 1, out var behind);
                Assert.Equal(1 + length, behind);
            }
        }
    }

    private static HtmlTag Read(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var tag = HtmlTagNames.Read(bytes, 0, out var end);
        Assert.Equal(bytes.Length, end);
        return tag;
    }
}
