using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Parsing;

/// <summary>What a started pool consists of: the places at work, what they draw on, and the order in which it all ends.</summary>
internal sealed class PoolRun(WorkerStarter starter, WorkerSupply supply, IReadOnlyList<WorkerPlace> places) : IAsyncDisposable
{
    private Task _working = Task.CompletedTask;

    /// <summary>The state of each place.</summary>
    public IReadOnlyList<WorkerStatus> Statuses => [.. places.Select(place => place.Status)];

    /// <summary>Puts every place to work.</summary>
    /// <param name="started">Told when the first worker is here.</param>
    /// <param name="fail">Told when a place cannot go on.</param>
    /// <param name="stop">Ends the work.</param>
    public void Begin(TaskCompletionSource started, Action<ParserUnavailableException> fail, CancellationToken stop) =>
        _working = Task.WhenAll(places.Select(place => Task.Run(() => WorkAsync(place, started, fail, stop), CancellationToken.None)));

    /// <summary>Waits for the places, which have been told to stop, and ends the spares and then the thread that started them all.</summary>
    public async ValueTask DisposeAsync()
    {
        await _working;
        await supply.DisposeAsync();
        starter.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of the room: whatever breaks a place makes the pool unavailable, and is told.")]
    private static async Task WorkAsync(
        WorkerPlace place, TaskCompletionSource started, Action<ParserUnavailableException> fail, CancellationToken stop)
    {
        try
        {
            await place.RunAsync(started, stop);
        }
        catch (ParserUnavailableException fault)
        {
            fail(fault);
        }
        catch (Exception error)
        {
            fail(new ParserUnavailableException($"A parser place broke: {error.Message}", error));
        }
    }
}
