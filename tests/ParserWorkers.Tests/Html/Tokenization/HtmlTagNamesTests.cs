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
    [InlineData("laintex\u0004", "has the number of plaintext")]
    [InlineData("gno\u0004\u0005\u0017\u0006\u001D", "has the number of foreignobject")]
    [InlineData("p\u00E4", "begins like p")]
    public void Read_OfANameThatIsLikeAKnownOne_IsNotMisled(string name, string why) => Assert.True(Read(name) == HtmlTag.Other, why);

    private static HtmlTag Read(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var tag = HtmlTagNames.Read(bytes, 0, out var end);
        Assert.Equal(bytes.Length, end);
        return tag;
    }
}
