using System.Threading.Channels;

namespace AsyncCrawler.Pipeline;

/// <summary>One stage: a number of loops that take from a channel until it is complete. The first fault stops the siblings.</summary>
internal static class PipelineStage
{
    /// <summary>Runs the stage to its end.</summary>
    /// <param name="input">Where the items come from.</param>
    /// <param name="degree">How many items are worked on at once.</param>
    /// <param name="step">What is done with each; it writes to the next channel itself.</param>
    /// <param name="complete">Called once, after the last step, with the fault if there was one: completes what the stage writes to.</param>
    /// <param name="cancellationToken">Cancels the stage.</param>
    public static async Task RunAsync<T>(
        ChannelReader<T> input,
        int degree,
        Func<T, CancellationToken, ValueTask> step,
        Func<Exception?, bool>? complete,
        CancellationToken cancellationToken)
    {
        using var siblings = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? fault = null;
        try
        {
            var loops = new Task[degree];
            for (var i = 0; i < degree; i++)
            {
                loops[i] = Task.Run(() => LoopAsync(input, step, siblings), CancellationToken.None);
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

    /// <summary>Runs a stage of one loop that takes whatever is there at once.</summary>
    /// <param name="input">Where the items come from.</param>
    /// <param name="most">Most items in a batch.</param>
    /// <param name="gather">Told how many items are there when a batch has room for more: waits for more, or not.</param>
    /// <param name="step">What is done with each batch; the list is used again afterwards.</param>
    /// <param name="cancellationToken">Cancels the stage.</param>
    public static async Task RunBatchesAsync<T>(
        ChannelReader<T> input,
        int most,
        Func<int, CancellationToken, Task> gather,
        Func<IReadOnlyList<T>, CancellationToken, ValueTask> step,
        CancellationToken cancellationToken)
    {
        var batch = new List<T>(most);
        while (await input.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (input.Count < most)
            {
                await gather(input.Count, cancellationToken).ConfigureAwait(false);
            }

            while (batch.Count < most && input.TryRead(out var item))
            {
                batch.Add(item);
            }

            await step(batch, cancellationToken).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private static async Task LoopAsync<T>(ChannelReader<T> input, Func<T, CancellationToken, ValueTask> step, CancellationTokenSource siblings)
    {
        try
        {
            while (await input.WaitToReadAsync(siblings.Token).ConfigureAwait(false))
            {
                while (input.TryRead(out var item))
                {
                    await step(item, siblings.Token).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            await siblings.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
