namespace AsyncCrawler.Host.Cli;

/// <summary>Two sets of URLs, side by side.</summary>
internal sealed record SetComparison
{
    // More would say nothing that the first do not.
    private const int MaxShown = 10;

    /// <summary>How many were expected.</summary>
    public required int Expected { get; init; }

    /// <summary>How many of these were found.</summary>
    public required int Found { get; init; }

    /// <summary>How many were found and not expected.</summary>
    public required int UnexpectedCount { get; init; }

    /// <summary>The first that were expected and not found, sorted.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The first that were found and not expected, sorted.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Whether both sets are the same.</summary>
    public bool IsEqual => Found == Expected && UnexpectedCount == 0;

    /// <summary>Compares.</summary>
    public static SetComparison Of(IReadOnlySet<string> expected, IReadOnlySet<string> found)
    {
        var missing = expected.Where(url => !found.Contains(url)).Order(StringComparer.Ordinal).ToList();
        var unexpected = found.Where(url => !expected.Contains(url)).Order(StringComparer.Ordinal).ToList();
        return new SetComparison
        {
            Expected = expected.Count,
            Found = expected.Count - missing.Count,
            UnexpectedCount = unexpected.Count,
            Missing = [.. missing.Take(MaxShown)],
            Unexpected = [.. unexpected.Take(MaxShown)],
        };
    }
}
