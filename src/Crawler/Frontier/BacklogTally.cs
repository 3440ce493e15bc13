namespace AsyncCrawler.Frontier;

/// <summary>Counts what waits.</summary>
/// <param name="NewPages">Pages never tried.</param>
/// <param name="Others">Images, and pages that were tried before: what a page limit does not hold back.</param>
internal readonly record struct BacklogTally(long NewPages, long Others)
{
    /// <summary>With more, or less.</summary>
    public BacklogTally Plus(long newPages, long others) => new(NewPages + newPages, Others + others);

    /// <summary>What of it is wanted.</summary>
    /// <param name="wantsNewPages">False when the page limit is reached.</param>
    public long Wanted(bool wantsNewPages) => Others + (wantsNewPages ? NewPages : 0);
}
