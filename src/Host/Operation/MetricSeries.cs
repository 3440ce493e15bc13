namespace AsyncCrawler.Host.Operation;

/// <summary>The numbers of one instrument under one set of tags. Not thread-safe: its owner holds the lock.</summary>
internal sealed class MetricSeries
{
    // Seconds from a parse to a total time-out; the last bucket of Prometheus is infinity.
    public static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly long[] _buckets = new long[Bounds.Length];

    /// <summary>The tags in the form of the text: <c>{outcome="ok"}</c>, without the braces.</summary>
    public required string Labels { get; init; }

    /// <summary>A sum, or the last value.</summary>
    public double Value { get; private set; }

    /// <summary>Measurements so far.</summary>
    public long Count { get; private set; }

    /// <summary>Measurements up to each of the bounds.</summary>
    public IReadOnlyList<long> Buckets => _buckets;

    /// <summary>Adds to the sum.</summary>
    public void Add(double value) => Value += value;

    /// <summary>Replaces the value.</summary>
    public void Set(double value) => Value = value;

    /// <summary>Adds to the sum and to the distribution.</summary>
    public void Record(double value)
    {
        Add(value);
        Count++;
        for (var i = 0; i < Bounds.Length; i++)
        {
            _buckets[i] += value <= Bounds[i] ? 1 : 0;
        }
    }
}
