using AsyncCrawler.Parsing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>The talk with one child, over real pipes.</summary>
public sealed class ParserWorkerTests : IDisposable
{
    private readonly FakeWorkerFolder _workers = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task Documents_ThatTakePlacesWhichCameFreeTogether_LeaveInOneWrite()
    {
        const int Window = 4;
        const int Rounds = 50;
        var options = _workers.Options("answers-together");
        options.Window = Window;
        var counters = new PoolCounters();
        var queue = new DocumentQueue(new PoisonLedger(1), counters);
        List<PendingDocument> documents = [.. Enumerable.Range(1, Window * Rounds).Select(id => Documents.Make(id, TimeProvider.System, "unanswered"u8.ToArray()))];
        documents.ForEach(queue.Add);
        using var starter = new WorkerStarter(WorkerCommand.For(options, await SandboxProbe.ExpectAsync()), options, counters, TimeProvider.System, NullLogger.Instance);
        await using var worker = await starter.StartAsync(TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();

        var serving = worker.ServeAsync(queue, null, stop.Token);
        var outcomes = await Task.WhenAll(documents.Select(document => document.WaitAsync(TestContext.Current.CancellationToken).AsTask()));
        await stop.CancelAsync();
        await serving;

        // The child tells how many documents it has read and not answered: of documents that left in one write, it read all at once.
        Assert.Equal(Enumerable.Range(0, Rounds).SelectMany(_ => Enumerable.Range(1, Window)), outcomes.Select(outcome => int.Parse(Pages.Title(outcome) ?? "", null)));
    }
}
