using AsyncCrawler.Politeness;

namespace AsyncCrawler.Frontier;

/// <summary>
/// The time of day of one run: read once and then counted on by timestamps, so that a clock that is set forward or back while
/// the run lasts makes nothing early or late (promise Q06). It never goes back either from one run to the next (F07).
/// Thread-safe.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _wallStart = time.GetUtcNow();
    private readonly long _startedAt = time.GetTimestamp();
    private TimeSpan _ahead;

    /// <summary>The time of day.</summary>
    public DateTimeOffset UtcNow => _wallStart + _ahead + time.GetElapsedTime(_startedAt);

    /// <summary>When the run began, as a timestamp.</summary>
    public long StartedAt => _startedAt;

    /// <summary>Goes on from where an earlier run was, when the clock says less. Once, before anybody asks for the time.</summary>
    /// <param name="reached">The time of day that the earlier run had reached.</param>
    /// <returns>How far the clock is behind; zero when it is not.</returns>
    public TimeSpan GoOnFrom(DateTimeOffset reached)
    {
        var behind = reached - UtcNow;
        _ahead = behind > TimeSpan.Zero ? behind : TimeSpan.Zero;
        return _ahead;
    }

    /// <summary>The time of day of a timestamp.</summary>
    public DateTimeOffset TimeOf(long timestamp) => UtcNow + time.GetElapsedTime(time.GetTimestamp(), timestamp);

    /// <summary>The timestamp of a time of day.</summary>
    public long TimestampOf(DateTimeOffset at) => time.After(at - UtcNow);
}
