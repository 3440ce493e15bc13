namespace AsyncCrawler.Benchmarks;

/// <summary>What two kinds of round cost that took turns, A B B A, so that a slow minute of the machine meets both.</summary>
/// <typeparam name="TCost">What is known of a round.</typeparam>
internal sealed class InterleavedPairs<TCost>
{
    /// <summary>How many pairs there are.</summary>
    public const int Count = 8;

    private readonly List<(TCost A, TCost B)> _pairs = [];

    private InterleavedPairs()
    {
    }

    /// <summary>Runs each to warm up, and then measures.</summary>
    /// <param name="a">A round of the one.</param>
    /// <param name="b">A round of the other.</param>
    /// <param name="warmUps">Rounds of each that are not measured.</param>
    public static async Task<InterleavedPairs<TCost>> MeasureAsync(Func<Task<TCost>> a, Func<Task<TCost>> b, int warmUps = 1)
    {
        for (var i = 0; i < warmUps; i++)
        {
            await a();
            await b();
        }

        var measured = new InterleavedPairs<TCost>();
        for (var i = 0; i < Count; i++)
        {
            var isAFirst = i % 2 == 0;
            var first = await (isAFirst ? a : b)();
            var second = await (isAFirst ? b : a)();
            measured._pairs.Add(isAFirst ? (first, second) : (second, first));
        }

        return measured;
    }

    /// <summary>The medians of a number of both.</summary>
    public (double A, double B) MediansOf(Func<TCost, double> number) =>
        (Median.Of(_pairs.Select(pair => number(pair.A))), Median.Of(_pairs.Select(pair => number(pair.B))));

    /// <summary>A ratio of the two rounds of a pair: its median, and the smallest and the largest.</summary>
    public (double Median, double Smallest, double Largest) RatiosOf(Func<TCost, TCost, double> ratio)
    {
        List<double> ratios = [.. _pairs.Select(pair => ratio(pair.A, pair.B)).Order()];
        return (Median.Of(ratios), ratios[0], ratios[^1]);
    }
}
