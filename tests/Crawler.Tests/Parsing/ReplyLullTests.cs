using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ReplyLullTests
{
    [Fact]
    public void TimeFor_BeforeAnythingIsKnown_IsZero() => Assert.Equal(TimeSpan.Zero, new ReplyLull().TimeFor(4));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TimeFor_AWorkerAtItsLastDocument_IsZero(int unanswered) => Assert.Equal(TimeSpan.Zero, Knowing(300).TimeFor(unanswered));

    [Fact]
    public void TimeFor_SeveralDocuments_EndsBeforeTheWorkerRunsDry() =>
        Assert.InRange(Knowing(100).TimeFor(4), TimeSpan.FromMicroseconds(200), TimeSpan.FromMicroseconds(300));

    [Fact]
    public void TimeFor_TinyPages_IsZero() => Assert.Equal(TimeSpan.Zero, Knowing(10).TimeFor(4));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void TimeFor_AWorkerThatLies_IsNeverFelt(long microseconds) =>
        Assert.InRange(Knowing(microseconds).TimeFor(4), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));

    private static ReplyLull Knowing(long microseconds)
    {
        var lull = new ReplyLull();
        for (var i = 0; i < 50; i++)
        {
            lull.Note(new ParseOutcome.Parsed
            {
                Reply = new ParseReply.Parsed { DocumentId = i, Charset = "UTF-8", ElapsedMicroseconds = microseconds },
                Worker = new WorkerIdentity("parser-1", 7),
                Elapsed = TimeSpan.Zero,
            });
        }

        return lull;
    }
}
