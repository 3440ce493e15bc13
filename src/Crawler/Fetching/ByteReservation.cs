namespace AsyncCrawler.Fetching;

/// <summary>What one body holds of a <see cref="ByteBudget"/>. Used by one reader at a time; disposing gives everything back, once.</summary>
internal sealed class ByteReservation(ByteBudget budget) : IDisposable
{
    private long _held;

    /// <summary>Takes more, if that needs no wait.</summary>
    /// <returns>False when the budget is used up, or others wait.</returns>
    public bool TryTake(long bytes)
    {
        var isTaken = budget.TryTake(this, bytes);
        _held += isTaken ? bytes : 0;
        return isTaken;
    }

    /// <summary>Takes more; waits while the budget is used up.</summary>
    public async ValueTask TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(this, bytes, cancellationToken).ConfigureAwait(false);
        _held += bytes;
    }

    /// <summary>Gives a part back.</summary>
    public void Return(long bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        _held -= bytes;
        budget.Return(this, bytes, isClosed: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        budget.Return(this, _held, isClosed: true);
        _held = 0;
    }
}
