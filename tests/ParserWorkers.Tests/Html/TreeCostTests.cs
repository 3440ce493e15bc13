using System.Text;
using AngleSharp.Html.Parser;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Html;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

public sealed class TreeCostTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000)]
    [InlineData(10_000)]
    public void H01_S11_LargeFormattingBomb_IsRefusedBeforeItsTreeIsBuilt(int tags)
    {
        var reply = HtmlTestParser.Parse(Encoding.UTF8.GetBytes(Bomb(tags, tags)), "text/html", isTreeForced: true);

        Assert.Equal(RefusalReason.TooMuchMemory, Assert.IsType<ParseReply.Refused>(reply).Reason);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    public void H01_SmallFormattingBomb_IsParsed(int tags)
    {
        var reply = HtmlTestParser.Parse(Encoding.UTF8.GetBytes(Bomb(tags, tags) + "<a href=/x>"), "text/html", isTreeForced: true);

        Assert.Single(Assert.IsType<ParseReply.Parsed>(reply).Links);
    }

    [Theory]
    [InlineData("div", 100_000, RefusalReason.TooMuchTime)]
    [InlineData("b", 100_000, RefusalReason.TooMuchTime)]
    [InlineData("section", 1_000_000, RefusalReason.TooMuchTime)]
    [InlineData("div", 30_000, null)]
    [InlineData("svg", 100_000, null)]
    [InlineData("li", 100_000, null)]
    [InlineData("p", 100_000, null)]
    [InlineData("br", 100_000, null)]
    public void H02_DeepNesting_IsRefusedOnlyWhereItsTreeWouldTakeTooLong(string element, int levels, RefusalReason? expected) =>
        Assert.Equal(expected, Excess(string.Concat(Enumerable.Repeat($"<{element}>", levels))));

    [Fact]
    public void S11_NamesThatHoldOtherTags_AreNotReadAgainForEach() => Assert.Null(Excess(string.Concat(Enumerable.Repeat("<a", 2_000_000))));

    [Theory]
    [InlineData("<br>", 500_000, null)]
    [InlineData("<br>", 700_000, RefusalReason.TooMuchMemory)]
    [InlineData("<p>x</p>", 250_000, null)]
    [InlineData("<p>x</p>", 500_000, RefusalReason.TooMuchMemory)]
    [InlineData("<a href=/x>x</a>\n", 200_000, null)] // Promises H04.
    [InlineData("<hr a b c d e f g h>", 300_000, RefusalReason.TooMuchMemory)]
    [InlineData("<!--<br>-->", 700_000, null)]
    public void P10_SmallElements_AreRefusedWhereTheyWouldFillTheHeap(string part, int times, RefusalReason? expected)
    {
        var html = string.Concat(Enumerable.Repeat(part, times));

        Assert.Equal(expected, TreeCost.FindExcess(Encoding.UTF8.GetBytes(html), heapBytes: 256 * 1024 * 1024));
    }

    [Theory]
    [InlineData("<font a><p>x</p>", 20_000)] // Three alike are all that is opened again.
    [InlineData("<b {0}>x</b><p>", 20_000)]
    [InlineData("<table><tr><td><b {0}>x<td></table>", 5_000)] // What a cell leaves open dies with it.
    [InlineData("<!--<b {0}><p>x-->", 5_000)]
    [InlineData("<script>'<b {0}><p>x'</script>", 5_000)]
    [InlineData("<a {0}><p>x", 5_000)]
    public void CarelessPages_AreNotRefused(string part, int times) =>
        Assert.Null(Excess(string.Concat(Enumerable.Range(0, times).Select(i => part.Replace("{0}", $"a{i}", StringComparison.Ordinal)))));

    [Fact]
    public void FormattingAroundManyBlocks_IsNotRefused() =>
        Assert.Null(Excess(string.Concat(Enumerable.Range(0, 100).Select(i => $"<font a{i}>")) + string.Concat(Enumerable.Repeat("<div>x</div>", 20_000))));

    [Fact]
    public void ABombThatClosesItsTagsInTheEnd_IsRefusedAsWell() =>
        Assert.Equal(RefusalReason.TooMuchMemory, Excess(Bomb(1_000, 1_000) + string.Concat(Enumerable.Repeat("</b>", 1_000))));

    [Fact]
    public void TheEstimate_OfWhatIsOpenedAgain_IsWhatTheTreeBuilderDoes()
    {
        var html = Bomb(100, 200);
        var tree = new HtmlParser().ParseDocument(html);

        // 100 tags once, and again behind each paragraph but the one that they stand in.
        Assert.Equal(100 * 200, tree.QuerySelectorAll("b").Length - 100);
        Assert.Equal(100 * 200, Reopened(100, 200));
    }

    private static long Reopened(int tags, int paragraphs)
    {
        var formatting = new OpenFormatting();
        var blocks = new OpenBlocks(formatting);
        blocks.TryOpen(HtmlTag.P);
        for (var i = 0; i < tags; i++)
        {
            formatting.Open(HtmlTag.B, i, blocks.Level);
        }

        for (var i = 0; i < paragraphs; i++)
        {
            blocks.TryOpen(HtmlTag.P);
            formatting.Reopen(blocks.Level);
        }

        return formatting.Reopened;
    }

    private static RefusalReason? Excess(string html) => TreeCost.FindExcess(Encoding.UTF8.GetBytes(html));

    private static string Bomb(int tags, int paragraphs) =>
        "<p>" + string.Concat(Enumerable.Range(0, tags).Select(i => $"<b a{i}>")) + string.Concat(Enumerable.Repeat("<p>x", paragraphs));
}
