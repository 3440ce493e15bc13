using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Parsing;

public sealed class PendingDocumentTests
{
    private static readonly ParseOutcome Outcome = ParseOutcome.NotNeeded.Instance;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Answer_TheFirst_Stands()
    {
        var document = Documents.Make(1, _time);

        document.Answer(Outcome);
        document.Fail(new InvalidOperationException());

        Assert.Same(Outcome, await document.WaitAsync(TestContext.Current.CancellationToken));
        Assert.False(document.IsOpen);
    }

    [Fact]
    public async Task Body_AfterTheCallerGaveUp_IsNotCopied()
    {
        using var writer = new FrameWriter();
        using var cancellation = new CancellationTokenSource();
        var document = Documents.Make(1, _time);
        var waiting = document.WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.False(document.TryWriteTo(writer));
        Assert.True(writer.Written.IsEmpty);
    }

    [Fact]
    public void Age_GrowsWithTheClock()
    {
        var document = Documents.Make(1, _time);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(3), document.Age);
    }
}
