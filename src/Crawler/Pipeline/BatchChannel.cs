using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Pipeline;

/// <summary>
/// A bounded channel whose one reader takes a batch at once. It may give a batch time to grow, and is woken when the batch is
/// full or its time is over, not for each item. Any number of writers.
/// </summary>
/// <param name="capacity">Places: a writer waits while none is free.</param>
/// <param name="most">Most items in a batch.</param>
/// <param name="patience">Longest time that a batch may grow.</param>
/// <param name="time">Measures it.</param>
internal sealed class BatchChannel<T>(int capacity, int most, TimeSpan patience, TimeProvider time) : IDisposable
{
    private readonly Channel<T> _items = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    // While the reader is woken, or at work, others may still write: whoever finds no place must be woken as well.
    private readonly int _full = Math.Min(most, Math.Max(1, capacity * 3 / 4));
    private readonly WakeSignal _wake = new(TimeSpan.Zero, time);
    private int _isGrowing;
    private bool _isComplete;

    /// <summary>Adds an item, as soon as there is a place for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lendsThread">True when the reader may go on here, if the batch is full by this item: nobody need be woken then, and nobody waits for a place meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask WriteAsync(T item, bool lendsThread, CancellationToken cancellationToken)
    {
        var writing = _items.Writer.WriteAsync(item, cancellationToken);
        WakeIfFull(lendsThread);
        return writing;
    }

    /// <summary>Says that nothing is written any more, and why.</summary>
    /// <returns>False when it was said before.</returns>
    public bool TryComplete(Exception? fault)
    {
        var isFirst = _items.Writer.TryComplete(fault);
        Volatile.Write(ref _isComplete, true);
        WakeIfFull(lendsThread: false);
        return isFirst;
    }

    /// <summary>Takes a single item, if there is one: what a reader left that was cancelled.</summary>
    public bool TryRead([MaybeNullWhen(false)] out T item) => _items.Reader.TryRead(out item);

    /// <summary>Waits for a batch. Cancelled, it takes nothing.</summary>
    /// <param name="batch">Gets the items; must be empty.</param>
    /// <param name="mayGrow">Told how many items there are when the batch is not full: whether it is to grow.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there will be no more.</returns>
    public async ValueTask<bool> ReadAsync(List<T> batch, Func<int, bool> mayGrow, CancellationToken cancellationToken)
    {
        if (!await _items.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (!IsFull && mayGrow(_items.Reader.Count))
        {
            await GrowAsync(cancellationToken).ConfigureAwait(false);
        }

        while (batch.Count < most && _items.Reader.TryRead(out var item))
        {
            batch.Add(item);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private bool IsFull => _items.Reader.Count >= _full || Volatile.Read(ref _isComplete);

    // Whoever writes sees that the batch grows, or the reader sees the item: both go through the lock of the channel.
    private async ValueTask GrowAsync(CancellationToken cancellationToken)
    {
        for (var end = time.After(patience); time.GetTimestamp() < end;)
        {
            Volatile.Write(ref _isGrowing, 1);
            if (IsFull)
            {
                break;
            }

            _wake.WaitUntil(end);
            await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Volatile.Write(ref _isGrowing, 0);
    }

    private void WakeIfFull(bool lendsThread)
    {
        if (Volatile.Read(ref _isGrowing) == 1 && IsFull && Interlocked.Exchange(ref _isGrowing, 0) == 1)
        {
            _wake.Set(lendsThread);
        }
    }
}
