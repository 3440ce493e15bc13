namespace AsyncCrawler.Politeness;

/// <summary>
/// How much slower than agreed an overloaded host is asked: additive increase and multiplicative decrease of the rate, as in
/// congestion control (RFC 5681 §3.1). Each sign of overload halves the rate, down to the ceiling of the delay; each answer
/// gives a sixteenth of the agreed rate back. Never faster than agreed.
/// </summary>
internal sealed class HostBackoff
{
    private const double Steps = 16;

    // With a delay of zero the agreed rate is without limit; then this is where slowing down begins and ends.
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(1);

    /// <summary>The delay; zero when the host is asked as agreed.</summary>
    public TimeSpan Delay { get; private set; }

    /// <summary>Takes up the delay of an earlier run.</summary>
    public void Restore(TimeSpan delay) => Delay = delay;

    /// <summary>Takes a sign.</summary>
    /// <param name="load">How the host bore a fetch.</param>
    /// <param name="agreed">The delay without back-off.</param>
    /// <param name="ceiling">The longest delay; no effect where the agreed one is longer.</param>
    public void Note(HostLoad load, TimeSpan agreed, TimeSpan ceiling)
    {
        var least = agreed > LeastDelay ? agreed : LeastDelay;
        if (load == HostLoad.Overloaded)
        {
            var current = Delay > agreed ? Delay : agreed;
            var slower = current * 2 > least ? current * 2 : least;
            Delay = slower < ceiling ? slower : ceiling;
        }
        else if (load == HostLoad.Fine && Delay > TimeSpan.Zero)
        {
            var rate = (1 / Delay.TotalSeconds) + (1 / (least.TotalSeconds * Steps));
            var faster = TimeSpan.FromSeconds(1 / rate);
            Delay = faster - least > Negligible ? faster : TimeSpan.Zero;
        }
    }
}
