using AsyncCrawler.Contracts;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Pages that are measured together.</summary>
/// <param name="Name">How long they are.</param>
/// <param name="Pages">Some of them, which are parsed over and over.</param>
/// <param name="Count">How many a round parses by their tokens; of trees, which take some ten times as long, it makes a quarter.</param>
internal sealed record Sample(string Name, IReadOnlyList<byte[]> Pages, int Count)
{
    // A tenth of a second of tokens and more.
    private const int BytesOfARound = 120_000_000;

    private static readonly int[] Sizes = [5_000, 20_000, 29_000, 50_000, 250_000];
    private static readonly int[] MixedSizes = [5_000, 20_000, 50_000, 250_000];

    /// <summary>All sizes at once.</summary>
    public static Sample Mix { get; } = new(
        "mix of 5, 20, 50 and 250 KB", [.. Enumerable.Range(0, 80).Select(seed => SamplePages.Make(MixedSizes[seed % MixedSizes.Length], seed))], 4_000);

    /// <summary>All that there are.</summary>
    public static IEnumerable<Sample> All { get; } =
    [
        .. Sizes.Select(size => new Sample($"{size / 1000} KB", [.. Enumerable.Range(0, 50).Select(seed => SamplePages.Make(size, seed))], BytesOfARound / size)),
        Mix,
    ];

    /// <summary>How many a round parses.</summary>
    /// <param name="fields">What is wanted of them; with none the tokens suffice.</param>
    public int CountFor(IReadOnlyList<FieldRule> fields) => fields.Count == 0 ? Count : Count / 4;
}
