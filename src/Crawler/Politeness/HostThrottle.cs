namespace AsyncCrawler.Politeness;

/// <summary>When one host may be asked again. Counts in timestamps of the provider, so a clock that is set back or forward changes nothing. Not thread-safe: its owner holds the lock.</summary>
internal sealed class HostThrottle(PolitenessOptions options, TimeProvider time)
{
    private long _delay = ToTicks(options.Delay, time);

    /// <summary>Fetches under way.</summary>
    public int InFlight { get; private set; }

    /// <summary>The timestamp from which the next fetch may begin.</summary>
    public long ReadyAt { get; private set; }

    /// <summary>How many fetches may begin now, the time left aside: without a delay all the room there is, otherwise one.</summary>
    public int Room => _delay == 0 ? options.MaxInFlightPerHost - InFlight : Math.Min(1, options.MaxInFlightPerHost - InFlight);

    /// <summary>Takes room for fetches that may begin.</summary>
    /// <param name="count">At most <see cref="Room"/>.</param>
    public void Reserve(int count) => InFlight += count;

    /// <summary>Tells how many of the reserved fetches begin: the room of the others is free again, and without any there is no delay either.</summary>
    /// <param name="reserved">What <see cref="Reserve"/> was told.</param>
    /// <param name="begun">How many begin.</param>
    /// <param name="now">The timestamp of now.</param>
    public void Begin(int reserved, int begun, long now)
    {
        InFlight -= reserved - begun;
        if (begun > 0)
        {
            ReadyAt = Math.Max(ReadyAt, now + _delay);
        }
    }

    /// <summary>Sets the delay that the host asks for. The configured one is its floor, and it counts from now.</summary>
    /// <param name="asked">The delay; null when the host asks for none.</param>
    /// <param name="now">The timestamp of now.</param>
    public void SetDelay(TimeSpan? asked, long now)
    {
        _delay = Math.Max(ToTicks(options.Delay, time), ToTicks(asked ?? TimeSpan.Zero, time));
        ReadyAt = Math.Max(ReadyAt, now + _delay);
    }

    /// <summary>Tells that one fetch ended.</summary>
    /// <param name="pause">How long the host asked to be left alone; null when it did not.</param>
    /// <param name="now">The timestamp of now.</param>
    public void End(TimeSpan? pause, long now)
    {
        InFlight--;
        if (options.MaxInFlightPerHost == 1)
        {
            ReadyAt = Math.Max(ReadyAt, now + _delay);
        }

        if (pause is { } asked)
        {
            ReadyAt = Math.Max(ReadyAt, now + ToTicks(asked, time));
        }
    }

    private static long ToTicks(TimeSpan span, TimeProvider time) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
