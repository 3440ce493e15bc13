namespace AsyncCrawler.Storage.Sqlite;

/// <summary>How far one queue of a host has been read from the disk. Not thread-safe: its owner holds the lock.</summary>
internal sealed class QueueTail
{
    /// <summary>The place of the last item that was read, or that went to memory and disk at once.</summary>
    public long LastPlace { get; private set; }

    /// <summary>True when items behind <see cref="LastPlace"/> may be on the disk alone.</summary>
    public bool HasMore { get; private set; } = true;

    /// <summary>Counts what was left on the disk: tells a reader whether something came while it read.</summary>
    public long Arrivals { get; private set; }

    /// <summary>An item that goes to the disk goes to memory too.</summary>
    public void Pass(long place) => LastPlace = place;

    /// <summary>An item goes to the disk alone.</summary>
    public void Leave()
    {
        HasMore = true;
        Arrivals++;
    }

    /// <summary>Takes note of what was read.</summary>
    /// <param name="items">The items, in their order.</param>
    /// <param name="isLast">True when no more were there.</param>
    /// <param name="arrivals">The <see cref="Arrivals"/> when the reading was asked for.</param>
    public void Advance(IReadOnlyList<LoadedItem> items, bool isLast, long arrivals)
    {
        LastPlace = items.Count > 0 ? items[^1].Stored.Place : LastPlace;
        HasMore = !isLast || Arrivals != arrivals;
    }
}
