using System.Threading.Channels;

namespace AsyncCrawler.Pipeline;

/// <summary>One stage: a number of loops that take items until there are no more. The first fault stops the siblings.</summary>
internal static class PipelineStage
{
    /// <summary>Runs a stage that takes from a channel until it is complete.</summary>
    /// <param name="input">Where the items come from.</param>
    /// <param name="degree">How many items are worked on at once.</param>
    /// <param name="step">What is done with each; it writes to the next channel itself.</param>
    /// <param name="complete">Called once, after the last step, with the fault if there was one: completes what the stage writes to.</param>
    /// <param name="cancellationToken">Cancels the stage.</param>
    public static Task RunAsync<T>(
        ChannelReader<T> input, int degree, Func<T, CancellationToken, ValueTask> step, Func<Exception?, bool>? complete, CancellationToken cancellationToken) =>
        RunAsync(degree, token => TakeAllAsync(input, step, token), complete, cancellationToken);

    /// <summary>Runs a stage that asks for each item until it gets none.</summary>
    /// <param name="next">Waits for an item; null when there are no more.</param>
    /// <param name="degree">How many items are worked on at once.</param>
    /// <param name="step">What is done with each; it writes to the next channel itself.</param>
    /// <param name="complete">Called once, after the last step, with the fault if there was one: completes what the stage writes to.</param>
    /// <param name="cancellationToken">Cancels the stage.</param>
    public static Task RunAsync<T>(
        Func<CancellationToken, ValueTask<T?>> next, int degree, Func<T, CancellationToken, ValueTask> step, Func<Exception?, bool>? complete, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(degree, token => AskForAllAsync(next, step, token), complete, cancellationToken);

    /// <summary>Runs a stage of one loop that takes a batch at once.</summary>
    /// <param name="input">Where the items come from.</param>
    /// <param name="mayGrow">Told how many items there are when a batch is not full: whether it is to grow.</param>
    /// <param name="step">What is done with each batch; the list is used again afterwards.</param>
    /// <param name="cancellationToken">Cancels the stage.</param>
    public static async Task RunBatchesAsync<T>(
        BatchChannel<T> input, Func<int, bool> mayGrow, Func<IReadOnlyList<T>, CancellationToken, ValueTask> step, CancellationToken cancellationToken)
    {
        var batch = new List<T>();
        while (await input.ReadAsync(batch, mayGrow, cancellationToken).ConfigureAwait(false))
        {
            await step(batch, cancellationToken).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private static async Task RunAsync(int degree, Func<CancellationToken, Task> loop, Func<Exception?, bool>? complete, CancellationToken cancellationToken)
    {
        using var siblings = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? fault = null;
        try
        {
            var loops = new Task[degree];
            for (var i = 0; i < degree; i++)
            {
                loops[i] = Task.Run(() => RunOneAsync(loop, siblings), CancellationToken.None);
            }

            await Task.WhenAll(loops).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            fault = error;
            throw;
        }
        finally
        {
            complete?.Invoke(fault);
        }
    }

    private static async Task RunOneAsync(Func<CancellationToken, Task> loop, CancellationTokenSource siblings)
    {
        try
        {
            await loop(siblings.Token).ConfigureAwait(false);
        }
        catch
        {
            await siblings.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task TakeAllAsync<T>(ChannelReader<T> input, Func<T, CancellationToken, ValueTask> step, CancellationToken cancellationToken)
    {
        while (await input.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (input.TryRead(out var item))
            {
                await step(item, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task AskForAllAsync<T>(Func<CancellationToken, ValueTask<T?>> next, Func<T, CancellationToken, ValueTask> step, CancellationToken cancellationToken)
        where T : class
    {
        while (await next(cancellationToken).ConfigureAwait(false) is { } item)
        {
            await step(item, cancellationToken).ConfigureAwait(false);
        }
    }
}
