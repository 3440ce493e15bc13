namespace AsyncCrawler.Politeness;

/// <summary>Reckons with the timestamps of a clock: unlike the time of day they only go forward, and evenly.</summary>
internal static class Timestamps
{
    /// <summary>A span in timestamp units.</summary>
    public static long ToTicks(this TimeProvider time, TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>The timestamp of the moment that lies a span ahead.</summary>
    public static long After(this TimeProvider time, TimeSpan span) => time.GetTimestamp() + time.ToTicks(span);
}
