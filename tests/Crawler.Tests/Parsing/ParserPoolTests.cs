using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ParserPoolTests : IDisposable
{
    private readonly FakeWorkerFolder _workers = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task Parse_ManyPagesAtOnce_AnswersEachWithItsOwn()
    {
        var options = _workers.Options();
        options.Workers = 2;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        var titles = await Task.WhenAll(Enumerable.Range(0, 500).Select(async i => (i, Title: Pages.Title(await pool.ParseAsync($"say {i}")))));

        Assert.All(titles, pair => Assert.Equal($"say {pair.i}", pair.Title));
        var snapshot = pool.Snapshot();
        Assert.Equal(500, snapshot.Workers.Sum(worker => worker.Documents));
        Assert.Equal(500, snapshot.QueueWaits.Count);
        Assert.Empty(snapshot.Deaths);
        Assert.Equal(0, snapshot.Waiting);
    }

    [Fact]
    public async Task Parse_AnAnswer_NamesTheWorkerAndTheTime()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        var outcome = Assert.IsType<ParseOutcome.Parsed>(await pool.ParseAsync("say hello"));

        var status = Assert.Single(pool.Snapshot().Workers);
        Assert.Equal("parser-1", outcome.Worker?.Name);
        Assert.Equal(status.ProcessId, outcome.Worker?.ProcessId);
        Assert.Equal(WorkerState.Idle, status.State);
        Assert.InRange(outcome.Elapsed, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(404, ResourceKind.Page, "x")]
    [InlineData(200, ResourceKind.Image, "x")]
    [InlineData(200, ResourceKind.Page, "")]
    public async Task Parse_WhatIsNoDocument_IsNotNeeded(int status, ResourceKind kind, string text)
    {
        await using var pool = FakeWorkerFolder.Pool(_workers.Options());

        Assert.Same(ParseOutcome.NotNeeded.Instance, await pool.ParseAsync(Pages.Of(text, status, kind), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(RefusalReason.NotADocument), ParseFailureReason.NotADocument)]
    [InlineData(nameof(RefusalReason.ParserFault), ParseFailureReason.ParserFault)]
    [InlineData(nameof(RefusalReason.BadRequest), ParseFailureReason.ParserFault)]
    [InlineData(nameof(RefusalReason.ReplyTooLarge), ParseFailureReason.TooLarge)]
    [InlineData(nameof(RefusalReason.TooMuchMemory), ParseFailureReason.OutOfMemory)]
    [InlineData(nameof(RefusalReason.TooMuchTime), ParseFailureReason.TimedOut)]
    public async Task Parse_ARefusal_IsAFailureWithPrintableWordsAndCostsNoWorker(string refusal, ParseFailureReason expected)
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        var outcome = Assert.IsType<ParseOutcome.Failed>(await pool.ParseAsync($"refuse {refusal}"));

        Assert.Equal(expected, outcome.Reason);
        Assert.Equal(@"because \u{1B}[2J of this", outcome.Detail);
        Assert.Empty(pool.Snapshot().Deaths);
    }

    [Fact]
    public async Task Parse_AnEnormousBody_IsCutOneByteAfterTheLimit()
    {
        var options = _workers.Options();
        options.Limits = new DocumentLimits { MaxInputBytes = 9 };
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        Assert.Equal("say 012345", Pages.Title(await pool.ParseAsync("say 0123456789")));
    }

    [Fact]
    public async Task Parse_WhenTheCallerGivesUp_ThrowsAndGoesOnWithOthers()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());
        using var cancellation = new CancellationTokenSource();
        var page = Pages.Of("exit 0");

        // Behind a page that its worker never answers there is one that waits in the same window.
        var given = pool.ParseAsync(page, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await given);
        page.Body.Dispose();
        Assert.Equal("say on", Pages.Title(await pool.ParseAsync("say on")));
    }

    [Fact]
    public async Task Parse_WithACancelledToken_ThrowsAtOnce()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pool.ParseAsync(Pages.Of("say x"), new CancellationToken(true)));
    }

    [Fact]
    public async Task Parse_BeforeTheStart_IsAFaultOfOurs()
    {
        await using var pool = FakeWorkerFolder.Pool(_workers.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.ParseAsync("say x"));
    }

    [Fact]
    public async Task ValidateFields_AskTheWorker()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        Assert.Null(await pool.ValidateFieldsAsync([Rule("good")], TestContext.Current.CancellationToken));
        Assert.Equal("Field 'x': 'bad' is no selector at position 1.", await pool.ValidateFieldsAsync([Rule("bad")], TestContext.Current.CancellationToken));

        static FieldRule Rule(string expression) => new() { Name = "x", Language = FieldLanguage.Css, Expression = expression };
    }

    [Fact]
    public async Task Workers_AfterTheirShareOfDocuments_RetireWithoutLosingAny()
    {
        var options = _workers.Options();
        options.MaxDocumentsPerWorker = 10;
        options.WarmSpares = 1;
        await using var pool = await FakeWorkerFolder.StartAsync(options);

        var served = await Task.WhenAll(Enumerable.Range(0, 35).Select(async _ => int.Parse(Pages.Title(await pool.ParseAsync("served")) ?? "", null)));

        Assert.Equal(10, served.Max());
        Assert.Equal(3, pool.Snapshot().Retirements);
        Assert.Equal(35, Assert.Single(pool.Snapshot().Workers).Documents);
        Assert.Empty(pool.Snapshot().Deaths);
    }

    [Fact]
    public async Task Workers_SeeNothingOfOurEnvironmentAndAnEmptyFolder()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());

        var (names, entries) = Pages.Title(await pool.ParseAsync("surroundings"))?.Split('|') is [var first, var second] ? (first, second) : default;

        Assert.Equal("0", entries);
        Assert.All(names?.Split(' ') ?? [], name => Assert.StartsWith("DOTNET_", name, StringComparison.Ordinal));
        Assert.Contains("DOTNET_GCHeapHardLimit", names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WithAPageInWork_FailsTheCallAndLeavesNoProcess()
    {
        var options = _workers.Options();
        options.WarmSpares = 1;
        var pool = await FakeWorkerFolder.StartAsync(options);
        var waiting = Enumerable.Range(0, 5).Select(_ => pool.ParseAsync("hang")).ToList();

        await pool.StopAsync();
        await pool.DisposeAsync();

        foreach (var call in waiting)
        {
            await Assert.ThrowsAsync<ParserUnavailableException>(() => call);
        }

        await Assert.ThrowsAsync<ParserUnavailableException>(() => pool.ParseAsync("say x"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(WorkerState.Stopped, Assert.Single(pool.Snapshot().Workers).State);
        Assert.Empty(pool.Snapshot().Deaths);
        Assert.Empty(_workers.LiveProcesses());
    }

    [Fact]
    public async Task Start_WhileItRuns_DoesNothing()
    {
        await using var pool = await FakeWorkerFolder.StartAsync(_workers.Options());
        var before = pool.Snapshot().Workers[0].ProcessId;

        await pool.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before, pool.Snapshot().Workers[0].ProcessId);
    }

    [Fact]
    public void Options_OutOfRange_AreRefusedByName()
    {
        var options = _workers.Options();
        options.Window = 9;

        var error = Assert.Throws<OptionsValidationException>(() => FakeWorkerFolder.Pool(options));

        Assert.Contains(nameof(options.Window), error.Message, StringComparison.Ordinal);
    }
}
