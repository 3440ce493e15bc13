using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Pipeline;

/// <summary>
/// A bounded channel whose one reader takes a batch at once. It may give a batch time to grow, and is woken when there is
/// something, and then when the batch is full or its time is over, not for each item. Any number of writers.
/// </summary>
/// <param name="capacity">Places: a writer waits while none is free.</param>
/// <param name="most">Most items in a batch.</param>
/// <param name="patience">Longest time that a batch may grow.</param>
/// <param name="time">Measures it.</param>
internal sealed class BatchChannel<T>(int capacity, int most, TimeSpan patience, TimeProvider time) : IDisposable
{
    private const int Never = int.MaxValue;

    private readonly Channel<T> _items = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    // While the reader is woken, or at work, others may still write: whoever finds no place must be woken as well.
    private readonly int _full = Math.Min(most, Math.Max(1, capacity * 3 / 4));
    private readonly WakeSignal _wake = new(TimeSpan.Zero, time);
    private int _wakesAt = Never; // how many items the reader waits for
    private bool _isComplete;

    /// <summary>Adds an item, as soon as there is a place for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="lendsThread">True when the reader may go on here, if it waits for this item: no other thread need be woken then, and nobody waits for a place meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask WriteAsync(T item, bool lendsThread, CancellationToken cancellationToken)
    {
        var writing = _items.Writer.WriteAsync(item, cancellationToken);
        WakeIfDue(lendsThread);
        return writing;
    }

    /// <summary>Says that nothing is written any more, and why.</summary>
    /// <returns>False when it was said before.</returns>
    public bool TryComplete(Exception? fault)
    {
        var isFirst = _items.Writer.TryComplete(fault);
        Volatile.Write(ref _isComplete, true);
        WakeIfDue(lendsThread: false);
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
        cancellationToken.ThrowIfCancellationRequested();
        await WaitForAsync(1, long.MaxValue, cancellationToken).ConfigureAwait(false);
        if (!Has(_full) && mayGrow(_items.Reader.Count))
        {
            await WaitForAsync(_full, time.After(patience), cancellationToken).ConfigureAwait(false);
        }

        while (batch.Count < most && _items.Reader.TryRead(out var item))
        {
            batch.Add(item);
        }

        // Without any the channel is complete, and tells why.
        return batch.Count > 0 || await _items.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private bool Has(int count) => _items.Reader.Count >= count || Volatile.Read(ref _isComplete);

    // Whoever writes sees what is waited for, or the reader sees the item: both go through the lock of the channel.
    private async ValueTask WaitForAsync(int count, long end, CancellationToken cancellationToken)
    {
        while (time.GetTimestamp() < end)
        {
            Volatile.Write(ref _wakesAt, count);
            if (Has(count))
            {
                break;
            }

            _wake.WaitUntil(end);
            await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Volatile.Write(ref _wakesAt, Never);
    }

    private void WakeIfDue(bool lendsThread)
    {
        var count = Volatile.Read(ref _wakesAt);
        if (count != Never && Has(count) && Interlocked.CompareExchange(ref _wakesAt, Never, count) == count)
        {
            _wake.Set(lendsThread);
        }
    }
}
