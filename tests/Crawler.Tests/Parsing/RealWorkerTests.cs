using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>The pool with the worker that is shipped, found where it is installed.</summary>
public sealed class RealWorkerTests
{
    private static readonly FieldRule Feng = new() { Name = "href", Language = FieldLanguage.XPath, Expression = "//a[@id='feng']/@href" };

    [Fact]
    public async Task Parse_APage_GivesWhatItSays()
    {
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, WarmSpares = 0 });

        var outcome = Assert.IsType<ParseOutcome.Parsed>(
            await pool.ParseAsync("<title> Hello </title><base href=/b/><a href=c?d#e>x</a><img src='f.png'>"));

        Assert.Equal("Hello", outcome.Reply.Title);
        Assert.Equal(["http://a.test/b/c?d", "http://a.test/b/f.png"], outcome.Reply.Links.Select(link => link.Url));
    }

    [Fact]
    public async Task Parse_WithFields_GivesTheirValues()
    {
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, WarmSpares = 0, Fields = [Feng] });

        var outcome = Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("<a id=feng href=/x>x</a>"));

        Assert.Equal(["/x"], Assert.Single(outcome.Reply.Fields).Values);
        Assert.Null(await pool.ValidateFieldsAsync([Feng], TestContext.Current.CancellationToken));
        Assert.NotNull(await pool.ValidateFieldsAsync([Feng with { Expression = "//a[" }], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task H01_FormattingBomb_IsRefusedAndCostsNoChild()
    {
        // For a field the tree must be built.
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, WarmSpares = 0, Fields = [Feng] });
        foreach (var tags in new[] { 1_000, 3_000, 10_000 })
        {
            Assert.Equal(ParseFailureReason.OutOfMemory, Assert.IsType<ParseOutcome.Failed>(await pool.ParseAsync(FormattingBomb(tags))).Reason);
        }

        Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync(FormattingBomb(300)));
        Assert.Empty(pool.Snapshot().Deaths);
    }

    [Fact]
    public async Task H01_S11_TreeThatFillsTheHeap_CostsTwoChildrenAndNothingElse()
    {
        // One element, so nothing suspects it: it is its attributes that do not fit.
        var options = new ParserPoolOptions { Workers = 1, Fields = [Feng], HeapLimitBytes = 64L * 1024 * 1024 };
        await using var pool = await StartAsync(options);

        var outcome = Assert.IsType<ParseOutcome.Failed>(await pool.ParseAsync($"<p {string.Join(' ', Enumerable.Range(0, 1_000_000).Select(i => $"a{i}"))}>"));

        Assert.Equal(ParseFailureReason.OutOfMemory, outcome.Reason);
        Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("<p>fine"));
        Assert.Equal(2, pool.Snapshot().Deaths.Values.Sum());
    }

    [Fact]
    public async Task P10_PageOfSmallElementsThatWouldFillTheHeap_IsRefusedOnceAndCostsNoChild()
    {
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, WarmSpares = 0, Fields = [Feng] });
        var page = string.Concat(Enumerable.Repeat("<br>", 2_500_000));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ParseFailureReason.OutOfMemory, Assert.IsType<ParseOutcome.Failed>(await pool.ParseAsync(page)).Reason);
        }

        Assert.Empty(pool.Snapshot().Deaths);
        Assert.Equal(2, pool.Snapshot().Spared);
    }

    [Theory]
    [InlineData("div")]
    [InlineData("table")]
    [InlineData("svg")]
    [InlineData("b")]
    [InlineData("a")]
    [InlineData("template")]
    [InlineData("select")]
    public async Task H02_DeeplyNestedElements_AreParsedOrCutOffAtTheDeadline(string element)
    {
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, DocumentTimeout = TimeSpan.FromSeconds(1) });

        var outcome = await pool.ParseAsync(string.Concat(Enumerable.Repeat($"<{element}>", 100_000)));

        Assert.True(outcome is ParseOutcome.Parsed or ParseOutcome.Failed { Reason: ParseFailureReason.TimedOut or ParseFailureReason.OutOfMemory }, outcome.ToString());
        Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("<p>fine"));
    }

    [Theory]
    [InlineData("anglesharp/Html_BrokenMail.html")]
    [InlineData("anglesharp/Pages_GBK.html")]
    [InlineData("stormcrawler/stackexception.html")]
    public async Task H06_S12_RealPagesOfThousandsOfLevels_DoNotOverflowTheStack(string file)
    {
        var page = await File.ReadAllTextAsync(Corpora.Require(Path.Combine("pages-encodings", file)), TestContext.Current.CancellationToken);
        await using var pool = await StartAsync(new ParserPoolOptions { Workers = 1, WarmSpares = 0, Fields = [Feng] });

        Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync(page));
        Assert.Empty(pool.Snapshot().Deaths);
    }

    /// <summary>Promises §3: every paragraph opens all formatting elements again, n² nodes in all.</summary>
    private static string FormattingBomb(int n)
    {
        var page = new StringBuilder("<p>");
        for (var i = 0; i < n; i++)
        {
            page.Append(null, $"<b a{i}>");
        }

        return page.Insert(page.Length, "<p>x", n).ToString();
    }

    private static Task<ParserPool> StartAsync(ParserPoolOptions options) => FakeWorkerFolder.StartAsync(options);
}
