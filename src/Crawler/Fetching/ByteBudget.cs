namespace AsyncCrawler.Fetching;

/// <summary>
/// The bytes that all bodies of the process may take together (promises R9). Who asks for more than is left waits its turn.
/// One reservation at a time may go beyond: otherwise bodies that are each half read could wait for each other for ever.
/// Thread-safe.
/// </summary>
internal sealed class ByteBudget(long limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private ByteReservation? _beyond;
    private long _reserved;

    /// <summary>Bytes reserved at this moment.</summary>
    public long Reserved
    {
        get
        {
            lock (_gate)
            {
                return _reserved;
            }
        }
    }

    /// <summary>A reservation of nothing, which can grow.</summary>
    public ByteReservation Open() => new(this);

    internal bool TryTake(ByteReservation reservation, long bytes)
    {
        lock (_gate)
        {
            return TryGrantNow(reservation, bytes);
        }
    }

    internal Task TakeAsync(ByteReservation reservation, long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (TryGrantNow(reservation, bytes))
            {
                return Task.CompletedTask;
            }

            node = _waiters.AddLast(new Waiter(reservation, bytes));
        }

        return WaitAsync(node, cancellationToken);
    }

    internal void Return(ByteReservation reservation, long bytes, bool isClosed)
    {
        lock (_gate)
        {
            _reserved -= bytes;
            if (isClosed && _beyond == reservation)
            {
                _beyond = null;
            }

            GrantWaiters();
        }
    }

    private async Task WaitAsync(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => Withdraw(node, cancellationToken)).ConfigureAwait(false);
        await node.Value.Granted.Task.ConfigureAwait(false);
    }

    private void Withdraw(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (node.List is null)
            {
                return; // granted in the meantime
            }

            _waiters.Remove(node);
            node.Value.Granted.SetCanceled(cancellationToken);
            GrantWaiters();
        }
    }

    private void GrantWaiters()
    {
        while (_waiters.First is { } first && TryGrant(first.Value.Reservation, first.Value.Bytes))
        {
            _waiters.RemoveFirst();
            first.Value.Granted.SetResult();
        }
    }

    private bool TryGrantNow(ByteReservation reservation, long bytes) => (_waiters.Count == 0 || _beyond == reservation) && TryGrant(reservation, bytes);

    private bool TryGrant(ByteReservation reservation, long bytes)
    {
        if (_reserved + bytes > limit)
        {
            if (_beyond is not null && _beyond != reservation)
            {
                return false;
            }

            _beyond = reservation;
        }

        _reserved += bytes;
        return true;
    }

    private sealed record Waiter(ByteReservation Reservation, long Bytes)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
